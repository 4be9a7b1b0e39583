package dev.assay.scanners.detonation.chamber;

import java.util.List;

/** Where things are inside of a chamber. */
final class Places {

    static final String PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";
    static final String KIT = "/assay/kit";
    static final String FILTER = KIT + "/filter";

    /** Files of {@code /etc} that are ours and tell nothing of the host. */
    static final List<String> SETTINGS = List.of("hosts", "passwd", "group", "resolv.conf");

    private Places() {}
}
