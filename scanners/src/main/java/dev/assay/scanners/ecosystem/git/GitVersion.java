package dev.assay.scanners.ecosystem.git;

import dev.assay.scanners.artifact.git.GitReference;
import dev.assay.scanners.coordinates.NpmVersion;
import dev.assay.scanners.ecosystem.ReleaseVersion;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A tag that reads like a version, ordered as Semantic Versioning has it: {@code v1.2.3}, {@code
 * 1.2}, {@code release-1.2.3-rc.1}. Commits have no order that their ids tell.
 */
record GitVersion(String text, NpmVersion order) implements ReleaseVersion {

    private static final Pattern FORM =
            Pattern.compile(
                    "(?:[vV]|[vV]ersion[-_]|[rR]el(?:ease)?[-_]v?)?"
                            + "(\\d{1,9})(?:\\.(\\d{1,9}))?(?:\\.(\\d{1,9}))?"
                            + "(?:[-_.]?([A-Za-z][0-9A-Za-z.-]*))?(?:\\+[0-9A-Za-z.-]+)?");

    static Optional<GitVersion> parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches() || GitReference.isCommit(text)) {
            return Optional.empty();
        }
        var plain =
                number(form.group(1))
                        + "."
                        + number(form.group(2))
                        + "."
                        + number(form.group(3))
                        + (form.group(4) == null ? "" : "-" + form.group(4));
        return NpmVersion.parse(plain).map(order -> new GitVersion(text, order));
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    @Override
    public boolean isPrerelease() {
        return order.isPrerelease();
    }

    @Override
    public String line() {
        return String.valueOf(order.major());
    }

    @Override
    public int compareTo(ReleaseVersion other) {
        return order.compareTo(((GitVersion) other).order);
    }
}
