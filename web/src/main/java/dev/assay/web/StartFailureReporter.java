package dev.assay.web;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Says why the service did not start, on standard error and without a stack trace. */
final class StartFailureReporter implements FailureAnalysisReporter {

    @Override
    public void report(FailureAnalysis analysis) {
        System.err.println("assay: " + analysis.getDescription().strip());
        if (analysis.getAction() != null) {
            System.err.println(analysis.getAction().strip());
        }
    }
}
