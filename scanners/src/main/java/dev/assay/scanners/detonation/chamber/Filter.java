package dev.assay.scanners.detonation.chamber;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The system calls a cell refuses, as a program of the kernel's classic packet filter (see
 * seccomp(2)). What it does not name is allowed: the namespaces are the wall, this takes away the
 * tools to work on it.
 */
final class Filter {

    private static final int LOAD = 0x20;
    private static final int EQUAL = 0x15;
    private static final int AT_LEAST = 0x35;
    private static final int ANY_BIT = 0x45;
    private static final int RETURN = 0x06;

    private static final int NUMBER = 0;
    private static final int ARCHITECTURE = 4;
    private static final int FIRST = 16;
    private static final int SECOND = 24;
    private static final int THIRD = 32;

    private static final int ALLOW = 0x7fff_0000;
    private static final int KILL = 0x8000_0000;
    private static final int REFUSE = 0x0005_0000;

    private static final int EPERM = 1;
    private static final int ENOSYS = 38;
    private static final int EAFNOSUPPORT = 97;

    /** x32 is a second table of the same calls, with this bit in their numbers. */
    private static final int X32 = 0x4000_0000;

    /** NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID and NEWNET of clone(2). */
    private static final int NEW_NAMESPACES = 0x7e02_0000;

    /** Puts characters into a terminal as if they were typed, and pastes on a console. */
    private static final List<Integer> TERMINAL = List.of(0x5412, 0x541c);

    /** UNIX, INET and INET6; others reach the kernel, or a hypervisor past every namespace. */
    private static final List<Integer> FAMILIES = List.of(1, 2, 10);

    private static final int NETLINK = 16;

    private record Instruction(int code, int ifTrue, int ifFalse, int value) {}

    private final List<Instruction> program = new ArrayList<>();

    private Filter() {}

    /** The program in the form of the kernel's {@code struct sock_filter}. */
    static byte[] bytes(Calls calls) {
        var filter = new Filter();
        filter.write(calls);
        var bytes = ByteBuffer.allocate(filter.program.size() * 8).order(ByteOrder.LITTLE_ENDIAN);
        for (var each : filter.program) {
            bytes.putShort((short) each.code)
                    .put((byte) each.ifTrue)
                    .put((byte) each.ifFalse)
                    .putInt(each.value);
        }
        return bytes.array();
    }

    private void write(Calls calls) {
        load(ARCHITECTURE);
        unlessEqual(calls.architecture(), KILL);
        load(NUMBER);
        if (calls.hasX32()) {
            add(AT_LEAST, 0, 1, X32);
            give(REFUSE | ENOSYS);
        }
        for (var number : calls.denied()) {
            ifEqual(number, REFUSE | EPERM);
        }
        // Its flags lie in memory, which a filter cannot read; a C library then takes clone(2).
        ifEqual(calls.number("clone3"), REFUSE | ENOSYS);

        add(EQUAL, 0, 4, calls.number("clone"));
        load(FIRST);
        add(ANY_BIT, 0, 1, NEW_NAMESPACES);
        give(REFUSE | EPERM);
        give(ALLOW);

        add(EQUAL, 0, 2 + 2 * TERMINAL.size(), calls.number("ioctl"));
        load(SECOND);
        for (var request : TERMINAL) {
            ifEqual(request, REFUSE | EPERM);
        }
        give(ALLOW);

        add(EQUAL, 0, 6 + 2 * FAMILIES.size(), calls.number("socket"));
        load(FIRST);
        for (var family : FAMILIES) {
            ifEqual(family, ALLOW);
        }
        unlessEqual(NETLINK, REFUSE | EAFNOSUPPORT);
        // Of netlink its routes alone, with which programs list the addresses of the host.
        load(THIRD);
        unlessEqual(0, REFUSE | EPERM);

        give(ALLOW);
    }

    private void load(int offset) {
        add(LOAD, 0, 0, offset);
    }

    private void ifEqual(int value, int verdict) {
        add(EQUAL, 0, 1, value);
        give(verdict);
    }

    private void unlessEqual(int value, int verdict) {
        add(EQUAL, 1, 0, value);
        give(verdict);
    }

    private void give(int verdict) {
        add(RETURN, 0, 0, verdict);
    }

    private void add(int code, int ifTrue, int ifFalse, int value) {
        program.add(new Instruction(code, ifTrue, ifFalse, value));
    }
}
