package dev.assay.web.page;

/** A page that could not be shown, why, and what to do. */
record ProblemView(int status, String title, String why, String next, boolean home) {}
