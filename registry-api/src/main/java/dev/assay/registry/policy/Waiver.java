package dev.assay.registry.policy;

/**
 * That people let a release pass although it breaks a rule. Whoever hands one in has seen to it
 * that it holds now and was granted by the rule's own terms.
 *
 * @param rule the id of the rule
 * @param text who, until when and why, in one line
 */
public record Waiver(String rule, String text) {}
