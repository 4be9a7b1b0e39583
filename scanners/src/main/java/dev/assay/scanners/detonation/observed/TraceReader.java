package dev.assay.scanners.detonation.observed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Reads what {@code strace -f} writes, a call per line: {@code 17 execve("/usr/bin/curl", ["curl",
 * "x"], 0x… /* 9 vars *}{@code /) = 0}. Calls that were interrupted by others are put together
 * again.
 */
public final class TraceReader {

    /**
     * Of what the cell's filter refuses, what is tried by who wants out of where it is, or into
     * another process; runtimes and package managers have no use for it.
     */
    private static final Set<String> FORBIDDEN =
            new TreeSet<>(
                    Set.of(
                            "ptrace",
                            "process_vm_readv",
                            "process_vm_writev",
                            "pidfd_getfd",
                            "io_uring_setup",
                            "mount",
                            "umount2",
                            "pivot_root",
                            "chroot",
                            "open_tree",
                            "move_mount",
                            "fsopen",
                            "unshare",
                            "setns",
                            "bpf",
                            "perf_event_open",
                            "userfaultfd",
                            "add_key",
                            "request_key",
                            "keyctl",
                            "init_module",
                            "finit_module",
                            "kexec_load",
                            "open_by_handle_at",
                            "clock_settime",
                            "settimeofday",
                            "reboot",
                            "swapon"));

    /** What strace is told to write down. */
    public static final String CALLS =
            "execve,execveat,open,openat,openat2,creat,unlink,unlinkat,rename,renameat,renameat2,"
                    + "chmod,fchmodat,link,linkat,symlink,symlinkat,bind,listen,"
                    + String.join(",", FORBIDDEN);

    private static final int MOST = 20_000;
    private static final int LONGEST_ARGUMENT = 300;

    private static final Pattern CALL =
            Pattern.compile("^(?:(\\d+) +)?(\\w+)\\((.*)\\) += (-?\\d+|\\?)(.*)$");
    private static final Pattern UNFINISHED =
            Pattern.compile("^(\\d+) +(\\w+\\(.*) <unfinished \\.\\.\\.>$");
    private static final Pattern RESUMED =
            Pattern.compile("^(\\d+) +<\\.\\.\\. \\w+ resumed>(.*)$");
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern BOUND4 =
            Pattern.compile("sin_port=htons\\((\\d+)\\), sin_addr=inet_addr\\(\"([\\d.]+)\"\\)");
    private static final Pattern BOUND6 =
            Pattern.compile("sin6_port=htons\\((\\d+)\\).*inet_pton\\(AF_INET6, \"([^\"]+)\"");

    private final Set<Touched> known = new HashSet<>();
    private final List<Touched> touched = new ArrayList<>();

    /** Since the last program was started, as each may be refused the same. */
    private final Set<String> refused = new HashSet<>();

    private final Map<String, String> unfinished = new HashMap<>();
    private final Map<String, String> bound = new HashMap<>();

    private TraceReader() {}

    /** What the lines tell, each thing once, in the order of its first time. */
    public static List<Touched> read(List<String> lines) {
        var reader = new TraceReader();
        lines.forEach(reader::line);
        return reader.touched;
    }

    private void line(String line) {
        if (touched.size() >= MOST) {
            return;
        }
        var begun = UNFINISHED.matcher(line);
        if (begun.matches()) {
            unfinished.put(begun.group(1), begun.group(2));
            return;
        }
        var resumed = RESUMED.matcher(line);
        if (resumed.matches()) {
            var first = unfinished.remove(resumed.group(1));
            if (first != null) {
                call(resumed.group(1) + " " + first + resumed.group(2));
            }
            return;
        }
        call(line);
    }

    private void call(String line) {
        var call = CALL.matcher(line);
        if (!call.matches()) {
            return;
        }
        var process = String.valueOf(call.group(1));
        var arguments = call.group(3);
        var worked = !call.group(4).startsWith("-") && !call.group(4).equals("?");
        var name = call.group(2);
        switch (name) {
            case "execve", "execveat" -> {
                if (worked) {
                    started(arguments);
                }
            }
            case "open", "openat", "openat2", "creat" ->
                    file(arguments, writes(name, arguments) ? "write" : "read", worked);
            case "unlink", "unlinkat" -> file(arguments, "delete", worked);
            case "rename", "renameat", "renameat2" -> {
                file(arguments, "delete", worked);
                last(arguments, path -> add("write", path, worked));
            }
            case "link", "linkat", "symlink", "symlinkat" ->
                    last(arguments, path -> add("write", path, worked));
            case "chmod", "fchmodat" -> file(arguments, "chmod", worked);
            case "bind" -> bound(process, arguments);
            case "listen" -> listening(process, arguments, worked);
            default -> {
                // The sandbox's own programs make some of these calls, and are let.
                if (FORBIDDEN.contains(name) && !worked) {
                    if (refused.add(name)) {
                        touched.add(new Touched.Forbidden(name));
                    }
                }
            }
        }
    }

    private static boolean writes(String name, String arguments) {
        return name.equals("creat")
                || arguments.contains("O_WRONLY")
                || arguments.contains("O_RDWR")
                || arguments.contains("O_CREAT");
    }

    private void started(String arguments) {
        var open = arguments.indexOf('[');
        var close = arguments.lastIndexOf(']');
        if (open < 0 || close < open) {
            return;
        }
        var program = texts(arguments.substring(0, open));
        var command = texts(arguments.substring(open, close));
        if (!program.isEmpty() && !command.isEmpty()) {
            command.set(0, program.getFirst());
            once(new Touched.Started(List.copyOf(command)));
            refused.clear();
        }
    }

    private void file(String arguments, String operation, boolean worked) {
        var texts = texts(arguments);
        if (!texts.isEmpty()) {
            add(operation, texts.getFirst(), worked);
        }
    }

    private static void last(String arguments, Consumer<String> found) {
        var texts = texts(arguments);
        if (texts.size() > 1) {
            found.accept(texts.getLast());
        }
    }

    private void add(String operation, String path, boolean worked) {
        once(new Touched.File(operation, path, worked));
    }

    private void once(Touched each) {
        if (known.add(each)) {
            touched.add(each);
        }
    }

    private void bound(String process, String arguments) {
        var descriptor = process + " " + arguments.split(",", 2)[0];
        var four = BOUND4.matcher(arguments);
        var six = BOUND6.matcher(arguments);
        if (four.find()) {
            bound.put(descriptor, four.group(2) + ":" + port(four.group(1)));
        } else if (six.find()) {
            bound.put(descriptor, "[" + six.group(2) + "]:" + port(six.group(1)));
        }
    }

    private void listening(String process, String arguments, boolean worked) {
        var address = bound.get(process + " " + arguments.split(",", 2)[0]);
        if (worked && address != null) {
            once(new Touched.Listening(address));
        }
    }

    /** A port that the system chooses is another each time. */
    private static String port(String number) {
        return number.equals("0") ? "*" : number;
    }

    private static List<String> texts(String arguments) {
        var texts = new ArrayList<String>();
        var text = TEXT.matcher(arguments);
        while (text.find() && texts.size() < 64) {
            var plain = unescaped(text.group(1));
            texts.add(
                    plain.length() > LONGEST_ARGUMENT
                            ? plain.substring(0, LONGEST_ARGUMENT)
                            : plain);
        }
        return texts;
    }

    private static String unescaped(String text) {
        return text.replace("\\\"", "\"")
                .replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("\\\\", "\\");
    }
}
