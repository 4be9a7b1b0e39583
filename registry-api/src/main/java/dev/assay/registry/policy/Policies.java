package dev.assay.registry.policy;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.policy.PolicyStore;
import dev.assay.inventory.store.BlobStore;
import dev.assay.registry.policy.RuleSet.Reading;
import dev.assay.scanners.coordinates.Sha256;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

import tools.jackson.databind.json.JsonMapper;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Loads the policy and knows the one that is in force. A policy with a problem never comes into
 * force: the last good one stays, across restarts too, and the problem is told.
 */
public final class Policies {

    private static final Logger LOG = LoggerFactory.getLogger(Policies.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SUBJECT = "policy";

    private final PolicySource source;
    private final PolicyStore store;
    private final BlobStore blobs;
    private final AuditTrail audit;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private volatile PolicyInForce current;

    Policies(
            PolicySource source,
            PolicyStore store,
            BlobStore blobs,
            AuditTrail audit,
            TransactionTemplate transactions,
            Clock clock) {
        this.source = source;
        this.store = store;
        this.blobs = blobs;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
        this.current = lastGood();
        load(AuditTrail.SERVICE);
    }

    /** The policy that is in force now. */
    public RuleSet inForce() {
        return current.rules();
    }

    /** The same, with where it came from and what is wrong with its successor. */
    public PolicyInForce state() {
        return current;
    }

    /**
     * Reads the policy from its source again.
     *
     * @param actor the login of who has it done
     * @return whether it was taken; where not, the state tells why and the last good one stays
     */
    public synchronized boolean load(String actor) {
        try {
            var files = source.read();
            var digest = files.digest();
            if (digest.equals(current.digest())) {
                comesIntoForce(actor, files, digest, current.compiled());
                return true;
            }
            if (digest.equals(BuiltInPolicy.files().digest())) {
                comesIntoForce(actor, files, digest, RuleSet::builtIn);
                return true;
            }
            return switch (RuleSet.read(files)) {
                case Reading.Taken(var rules) -> {
                    comesIntoForce(actor, files, rules.digest(), () -> rules);
                    yield true;
                }
                case Reading.Refused(var problems) -> refused(actor, problems);
            };
        } catch (PolicyUnavailableException e) {
            return refused(actor, List.of(e.problem()));
        } catch (IOException e) {
            return refused(
                    actor,
                    List.of(
                            new PolicyProblem(
                                    source.origin(),
                                    0,
                                    null,
                                    "Assay cannot keep its files: " + e.getMessage(),
                                    "Free space in its data directory, or mend the disk")));
        }
    }

    private void comesIntoForce(
            String actor, PolicyFiles files, Sha256 digest, Supplier<RuleSet> rules)
            throws IOException {
        var origin = source.origin();
        var document = blobs.put(JSON.writeValueAsBytes(files));
        var last = store.last();
        if (last.isEmpty()
                || !last.get().sha256().equals(digest)
                || !last.get().origin().equals(origin)) {
            transactions.executeWithoutResult(
                    status -> {
                        store.add(digest, origin, document, actor);
                        audit.append(actor, "policy.loaded", SUBJECT, digest + " from " + origin);
                    });
        }
        var since = store.last().map(each -> each.loadedAt()).orElseGet(clock::instant);
        current = new PolicyInForce(digest, rules, origin, since, null, List.of());
    }

    private boolean refused(String actor, List<PolicyProblem> problems) {
        LOG.error(
                "the policy of {} was refused, and {} stays in force: {}",
                source.origin(),
                current.digest(),
                problems);
        transactions.executeWithoutResult(
                status ->
                        audit.append(
                                actor,
                                "policy.refused",
                                SUBJECT,
                                source.origin() + ": " + problems.getFirst()));
        current = current.refusing(source.origin(), problems);
        return false;
    }

    /** What was in force before this process began; the built-in policy where nothing was. */
    private PolicyInForce lastGood() {
        var last = store.last().orElse(null);
        // The built-in policy is known to be good, and is compiled only once somebody asks.
        if (last != null && !last.sha256().equals(BuiltInPolicy.files().digest())) {
            try {
                var bytes =
                        blobs.read(last.files())
                                .orElseThrow(() -> new FileNotFoundException(last.files().hex()));
                var files = JSON.readValue(bytes, PolicyFiles.class);
                if (RuleSet.read(files) instanceof Reading.Taken(var rules)) {
                    return new PolicyInForce(
                            rules.digest(),
                            () -> rules,
                            last.origin(),
                            last.loadedAt(),
                            null,
                            List.of());
                }
                LOG.error("the policy {} is none for this version of Assay", last.sha256());
            } catch (IOException e) {
                LOG.error("the policy {} cannot be read from our own store", last.sha256(), e);
            }
        }
        return new PolicyInForce(
                BuiltInPolicy.files().digest(),
                RuleSet::builtIn,
                BuiltInPolicy.ORIGIN,
                Objects.requireNonNull(clock.instant()),
                null,
                List.of());
    }
}
