package dev.assay.web.page;

/**
 * The page of one rule.
 *
 * @param kind the rule's id
 * @param html the page as markup; it ships with the program, and no user wrote it
 */
record RuleView(String kind, String html) {}
