package dev.assay.scanners.detonation.sinkhole;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * How a sinkhole listens and answers.
 *
 * @param folder where the certificate of its authority is written
 * @param everywhere whether it listens on every address of its network namespace, and not on the
 *     loopback address alone
 * @param tcpPort to which all TCP is redirected; 0 for any that is free
 * @param namePort to which DNS on UDP is redirected; 0 for any that is free
 * @param datagramPort to which all other UDP is redirected; 0 for any that is free
 * @param datagramPorts which further ports of UDP are listened on by themselves, so that the
 *     address of a datagram is known; 0 for any that is free
 * @param variant how requests without a recorded answer are answered; asked for each
 * @param recorded asked first, in this order
 * @param bait what stands as text in plausible answers of a host, so that it is known again when it
 *     is sent on
 */
public record SinkholeSettings(
        Path folder,
        boolean everywhere,
        int tcpPort,
        int namePort,
        int datagramPort,
        List<Integer> datagramPorts,
        Limits limits,
        Supplier<Variant> variant,
        List<RecordedAnswer> recorded,
        UnaryOperator<String> bait) {

    public static final int TCP_PORT = 15_001;
    public static final int NAME_PORT = 15_053;
    public static final int DATAGRAM_PORT = 15_002;

    /** Of a network namespace of its own, in which everything is redirected to these ports. */
    public static SinkholeSettings inChamber(Path folder) {
        return new SinkholeSettings(
                folder,
                true,
                TCP_PORT,
                NAME_PORT,
                DATAGRAM_PORT,
                List.of(),
                Limits.usual(),
                () -> Variant.PLAUSIBLE,
                List.of(),
                host -> "");
    }

    /** Free ports of the loopback address, which every name is answered with. */
    public static SinkholeSettings onLoopback(Path folder) {
        return new SinkholeSettings(
                folder,
                false,
                0,
                0,
                0,
                List.of(),
                Limits.usual(),
                () -> Variant.PLAUSIBLE,
                List.of(),
                host -> "");
    }

    public SinkholeSettings withDatagramPorts(List<Integer> ports) {
        return new SinkholeSettings(
                folder,
                everywhere,
                tcpPort,
                namePort,
                datagramPort,
                List.copyOf(ports),
                limits,
                variant,
                recorded,
                bait);
    }

    public SinkholeSettings withLimits(Limits limits) {
        return new SinkholeSettings(
                folder,
                everywhere,
                tcpPort,
                namePort,
                datagramPort,
                datagramPorts,
                limits,
                variant,
                recorded,
                bait);
    }

    public SinkholeSettings withVariant(Supplier<Variant> variant) {
        return new SinkholeSettings(
                folder,
                everywhere,
                tcpPort,
                namePort,
                datagramPort,
                datagramPorts,
                limits,
                variant,
                recorded,
                bait);
    }

    public SinkholeSettings withRecorded(List<RecordedAnswer> recorded) {
        return new SinkholeSettings(
                folder,
                everywhere,
                tcpPort,
                namePort,
                datagramPort,
                datagramPorts,
                limits,
                variant,
                List.copyOf(recorded),
                bait);
    }

    public SinkholeSettings withBait(UnaryOperator<String> bait) {
        return new SinkholeSettings(
                folder,
                everywhere,
                tcpPort,
                namePort,
                datagramPort,
                datagramPorts,
                limits,
                variant,
                recorded,
                bait);
    }
}
