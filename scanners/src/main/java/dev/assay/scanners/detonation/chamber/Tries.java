package dev.assay.scanners.detonation.chamber;

import java.util.List;

/** What the self-test tries. */
final class Tries {

    static final String HELD = "held";

    static final String TEST_NET = "reach TEST-NET-1";
    static final String TEST_NET_6 = "reach an IPv6 address";
    static final String LOOPBACK = "reach a listener on the host's loopback address";
    static final String FILE = "read a file of the host";
    static final String ROOT = "write into the root folder";
    static final String PROGRAMS = "write into the folder of programs";
    static final String KERNEL = "change a setting of the kernel";
    static final String OTHERS = "see processes of the host";
    static final String NAMESPACE = "make a user namespace";
    static final String PROCESSES = "start more processes than allowed";
    static final String DEADLINE = "outlive the deadline";

    /** Those that a captive makes itself. */
    static final List<String> INSIDE =
            List.of(
                    TEST_NET,
                    TEST_NET_6,
                    LOOPBACK,
                    FILE,
                    ROOT,
                    PROGRAMS,
                    KERNEL,
                    OTHERS,
                    NAMESPACE,
                    PROCESSES);

    private Tries() {}
}
