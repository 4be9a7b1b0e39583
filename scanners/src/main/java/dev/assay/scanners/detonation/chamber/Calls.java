package dev.assay.scanners.detonation.chamber;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The numbers of system calls on one kind of processor. */
enum Calls {
    X86_64(0xc000_003e, true, 1),
    AARCH64(0xc000_00b7, false, 2);

    /** Name, number on x86_64, number on aarch64; {@code -} where there is none. */
    private static final String DENIED =
            """
            ptrace 101 117
            process_vm_readv 310 270
            process_vm_writev 311 271
            process_madvise 440 440
            kcmp 312 272
            pidfd_getfd 438 438
            io_uring_setup 425 425
            io_uring_enter 426 426
            io_uring_register 427 427
            mount 165 40
            umount2 166 39
            pivot_root 155 41
            chroot 161 51
            open_tree 428 428
            move_mount 429 429
            fsopen 430 430
            fsconfig 431 431
            fsmount 432 432
            fspick 433 433
            mount_setattr 442 442
            statmount 457 457
            listmount 458 458
            open_tree_attr 467 467
            bpf 321 280
            perf_event_open 298 241
            add_key 248 217
            request_key 249 218
            keyctl 250 219
            kexec_load 246 104
            kexec_file_load 320 294
            create_module 174 -
            init_module 175 105
            delete_module 176 106
            get_kernel_syms 177 -
            query_module 178 -
            finit_module 313 273
            reboot 169 142
            swapon 167 224
            swapoff 168 225
            unshare 272 97
            setns 308 268
            userfaultfd 323 282
            name_to_handle_at 303 264
            open_by_handle_at 304 265
            settimeofday 164 170
            adjtimex 159 171
            clock_settime 227 112
            clock_adjtime 305 266
            quotactl 179 60
            quotactl_fd 443 443
            acct 163 89
            syslog 103 116
            vhangup 153 58
            iopl 172 -
            ioperm 173 -
            modify_ldt 154 -
            personality 135 92
            sethostname 170 161
            setdomainname 171 162
            nfsservctl 180 42
            lookup_dcookie 212 18
            uselib 134 -
            _sysctl 156 -
            fanotify_init 300 262
            fanotify_mark 301 263
            migrate_pages 256 238
            move_pages 279 239
            memfd_secret 447 447
            """;

    private static final String LOOKED_INTO =
            """
            clone 56 220
            clone3 435 435
            ioctl 16 29
            socket 41 198
            """;

    private final int architecture;
    private final boolean x32;
    private final List<Integer> denied;
    private final Map<String, Integer> numbers = new HashMap<>();

    Calls(int architecture, boolean x32, int column) {
        this.architecture = architecture;
        this.x32 = x32;
        this.denied = new ArrayList<>(read(DENIED, column).values());
        this.numbers.putAll(read(LOOKED_INTO, column));
    }

    /** Those of this machine; null where its processor is another. */
    static @Nullable Calls ofThisMachine() {
        return switch (System.getProperty("os.arch", "")) {
            case "amd64", "x86_64" -> X86_64;
            case "aarch64" -> AARCH64;
            default -> null;
        };
    }

    /** What the kernel calls this processor in a filter, AUDIT_ARCH of linux/audit.h. */
    int architecture() {
        return architecture;
    }

    boolean hasX32() {
        return x32;
    }

    List<Integer> denied() {
        return List.copyOf(denied);
    }

    int number(String name) {
        return Objects.requireNonNull(numbers.get(name), name);
    }

    private static Map<String, Integer> read(String table, int column) {
        var read = new HashMap<String, Integer>();
        for (var line : table.lines().toList()) {
            var words = line.split(" ");
            if (!words[column].equals("-")) {
                read.put(words[0], Integer.valueOf(words[column]));
            }
        }
        return read;
    }
}
