package dev.assay.scanners.detonation.canary;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The canaries of one run. Each is made of the run's seed and its place, so that no two runs have
 * the same, and whatever two runs send alike is not one.
 */
public final class Canaries {

    /** 20 characters of 36 are 103 bits: nobody sends them by chance. */
    static final int LENGTH = 20;

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

    private final byte[] seed;
    private final TreeMap<String, Canary> bySlot = new TreeMap<>();

    /**
     * @param seed unlike that of any other run; not empty
     */
    public Canaries(String seed) {
        this.seed = seed.getBytes(StandardCharsets.UTF_8);
    }

    /** The canary of a place, which is planted with its first asking. */
    public synchronized Canary at(String slot) {
        return bySlot.computeIfAbsent(slot, this::made);
    }

    /** All that are planted, by their places. */
    public synchronized Collection<Canary> planted() {
        return List.copyOf(bySlot.values());
    }

    private Canary made(String slot) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(seed, "HmacSHA256"));
            var bytes = mac.doFinal(slot.getBytes(StandardCharsets.UTF_8));
            var value = new StringBuilder();
            for (var i = 0; i < LENGTH; i++) {
                value.append(ALPHABET.charAt((bytes[i] & 0xff) % ALPHABET.length()));
            }
            return new Canary(slot, value.toString());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
