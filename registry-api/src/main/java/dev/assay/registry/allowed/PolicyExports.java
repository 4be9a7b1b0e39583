package dev.assay.registry.allowed;

import dev.assay.registry.export.ExportFormat;

/** Makes formats of targets. */
public final class PolicyExports {

    private final AllowedSource source;
    private final FirstMade firstMade;

    PolicyExports(AllowedSource source, FirstMade firstMade) {
        this.source = source;
        this.firstMade = firstMade;
    }

    public ExportFormat of(Target target) {
        return new PolicyExport(target, source, firstMade);
    }
}
