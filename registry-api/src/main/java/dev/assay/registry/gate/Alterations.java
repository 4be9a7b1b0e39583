package dev.assay.registry.gate;

import dev.assay.inventory.fetch.FetchStore;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Approved packages whose bytes are not what was approved, in our store or upstream. They are held
 * back for as long as that is so, whatever the records say.
 */
public final class Alterations {

    /**
     * One of them.
     *
     * @param expected the approved digest or integrity value
     * @param incident its record; null while the database is away
     */
    public record Alteration(Purl purl, String expected, String actual, @Nullable Id incident) {}

    private static final Logger LOG = LoggerFactory.getLogger(Alterations.class);

    private static final String STORE = "the blob store";

    private final FetchStore fetches;
    private final Map<Purl, Alteration> inStore = new ConcurrentHashMap<>();
    private final Map<Purl, Alteration> upstream = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();

    public Alterations(FetchStore fetches) {
        this.fetches = fetches;
    }

    /** Why a package is held back, if it is. */
    public Optional<Alteration> of(Purl purl, Integrity approved) {
        var stored = inStore.get(purl);
        var shown = upstream.get(purl);
        // What another approval of the same version expects says nothing about this one.
        return stored != null
                ? Optional.of(stored)
                : Optional.ofNullable(shown).filter(a -> a.expected().equals(approved.value()));
    }

    /** Grows with every change, for those who keep what they made of it. */
    public long changes() {
        return changes.get();
    }

    /** Whether our own copy was found damaged. */
    public boolean damagedInStore(Purl purl) {
        return inStore.containsKey(purl);
    }

    /** Our own copy is damaged. */
    public Alteration inStore(Purl purl, Sha256 expected, Sha256 actual) {
        return note(inStore, purl, expected.hex(), actual.hex(), STORE);
    }

    /** Our own copy of what lies beside a package is damaged; that holds no package back. */
    public void beside(Purl purl, Sha256 expected, Sha256 actual) {
        report(purl, expected.hex(), actual.hex(), STORE);
    }

    /** Our own copy is sound, again or still. */
    public void soundInStore(Purl purl) {
        if (inStore.remove(purl) != null) {
            changes.incrementAndGet();
        }
    }

    /** Upstream promises other bytes under a name and version that are approved. */
    public void upstream(Purl purl, Integrity expected, String actual) {
        note(upstream, purl, expected.value(), actual, "the upstream registry");
    }

    /** Upstream shows what was approved, again or still. */
    public void soundUpstream(Purl purl) {
        if (upstream.remove(purl) != null) {
            changes.incrementAndGet();
        }
    }

    private Alteration note(
            Map<Purl, Alteration> where, Purl purl, String expected, String actual, String place) {
        var before = where.get(purl);
        if (before != null
                && before.incident() != null
                && before.expected().equals(expected)
                && before.actual().equals(actual)) {
            return before;
        }
        var alteration =
                new Alteration(purl, expected, actual, report(purl, expected, actual, place));
        where.put(purl, alteration);
        changes.incrementAndGet();
        return alteration;
    }

    private @Nullable Id report(Purl purl, String expected, String actual, String place) {
        LOG.error(
                "The bytes of {} in {} are not what was approved: expected {}, found {}.",
                purl,
                place,
                expected,
                actual);
        try {
            return fetches.report(purl, expected, actual, place).id();
        } catch (DataAccessException e) {
            LOG.warn("The incident could not be recorded; it is tried again.", e);
            return null;
        }
    }
}
