package dev.assay.scanners.source;

import java.util.List;

/**
 * Where a package says that its source is; read in the worker process, and believed by nobody.
 *
 * @param claims the addresses, the most telling first; not all are of repositories
 * @param tag the tag that it names itself, or an empty text
 * @param commit the commit that it names itself, or an empty text
 */
public record DeclaredSource(List<Claim> claims, String tag, String commit) {

    public static final DeclaredSource NOTHING = new DeclaredSource(List.of(), "", "");

    /**
     * An address.
     *
     * @param by which field says it
     * @param directory where in the repository the package is, as the same field says; often empty
     */
    public record Claim(String address, String by, String directory) {}

    public DeclaredSource {
        claims = List.copyOf(claims);
    }

    /** This one's claims, then the other's; what both may name is this one's. */
    public DeclaredSource or(DeclaredSource other) {
        var all = new java.util.ArrayList<>(claims);
        all.addAll(other.claims);
        return new DeclaredSource(
                all, tag.isEmpty() ? other.tag : tag, commit.isEmpty() ? other.commit : commit);
    }
}
