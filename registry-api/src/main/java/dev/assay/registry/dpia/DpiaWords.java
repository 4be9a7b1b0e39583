package dev.assay.registry.dpia;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.dpia.Dpia;
import dev.assay.inventory.dpia.DpiaStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.Deeds;
import dev.assay.registry.workflow.Reviewers;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What people say in an assessment: answers, their word for a section, and what it comes to. */
public final class DpiaWords {

    private static final int MOST_ANSWERS = 10_000;

    private final DpiaStore dpias;
    private final Drafts drafts;
    private final AuditTrail audit;
    private final Deeds deeds;

    DpiaWords(DpiaStore dpias, Drafts drafts, AuditTrail audit, Deeds deeds) {
        this.dpias = dpias;
        this.drafts = drafts;
        this.audit = audit;
        this.deeds = deeds;
    }

    /** Writes answers; an empty one takes back what was written. */
    public Deed<Dpia> answer(Account actor, Id id, Map<String, String> answers) {
        if (!Reviewers.isOne(actor)) {
            return Dpias.notOne(actor);
        }
        return with(
                id,
                dpia -> {
                    var draft = drafts.asPinned(dpia);
                    var questions = new Questions(draft.template());
                    var written = new TreeMap<String, String>();
                    for (var each : answers.entrySet()) {
                        var text = each.getValue().replace("\r\n", "\n").strip();
                        var flaw = questions.flaw(each.getKey(), text).orElse(null);
                        if (flaw != null) {
                            return new Deed.Refused<>(flaw);
                        }
                        var before = draft.answers().get(each.getKey());
                        if (!text.equals(before == null ? "" : before.text())) {
                            written.put(each.getKey(), text);
                        }
                    }
                    if (takesBack(draft, written)) {
                        return new Deed.Refused<>(
                                "the record answers this row of the screening with yes; correct the"
                                        + " record where that is wrong");
                    }
                    if (dpias.answers(id).size() + written.size() > MOST_ANSWERS) {
                        return new Deed.Refused<>(
                                "this assessment has been changed too often; begin a new one");
                    }
                    written.forEach((key, text) -> dpias.answer(id, key, text, actor.id()));
                    if (!written.isEmpty()) {
                        audit.append(
                                actor.login(),
                                "dpia.answered",
                                Dpias.subject(dpia),
                                String.join(", ", written.keySet()));
                    }
                    return new Deed.Done<>(dpia);
                });
    }

    private static boolean takesBack(Draft draft, Map<String, String> written) {
        var computed =
                ScreeningRules.of(
                        draft.template().screening(),
                        new Facts(draft.records(), draft.organisation().home()),
                        Map.of());
        return computed.rows().stream()
                .filter(Screening.Row::isComputedYes)
                .anyMatch(each -> "no".equals(written.get("screening." + each.key())));
    }

    /**
     * Gives one's word for a section.
     *
     * @param seen the digest of what was read
     */
    public Deed<Dpia> confirm(Account actor, Id id, String section, String seen) {
        if (!Reviewers.isOne(actor)) {
            return Dpias.notOne(actor);
        }
        return with(
                id,
                dpia -> {
                    var found =
                            Assembly.of(drafts.asPinned(dpia)).sections().stream()
                                    .filter(each -> each.key().equals(section))
                                    .filter(each -> !each.key().equals(Assembly.SIGN_OFF))
                                    .findFirst()
                                    .orElse(null);
                    if (found == null) {
                        return new Deed.Refused<>(
                                "there is no section '" + section + "' to be confirmed");
                    }
                    if (!found.content().hex().equals(seen)) {
                        return new Deed.Refused<>(
                                "the section has changed since you read it; read it again");
                    }
                    if (!found.missing().isEmpty()) {
                        return new Deed.Refused<>(
                                "not answered yet: " + found.missing().getFirst().label());
                    }
                    dpias.confirm(id, section, found.content(), actor.id());
                    audit.append(
                            actor.login(),
                            "dpia.confirmed",
                            Dpias.subject(dpia),
                            section + ", sha256 " + found.content());
                    return new Deed.Done<>(dpia);
                });
    }

    /**
     * Records an outcome of step 7. Advice is given by data protection; what becomes of it is said
     * by somebody else, and overruled only with a reason.
     *
     * @param seen the digest of what was read
     */
    public Deed<Dpia> conclude(
            Account actor, Id id, String kind, String word, String reason, String seen) {
        if (!Reviewers.isOne(actor)) {
            return Dpias.notOne(actor);
        }
        var why = reason.strip();
        return with(
                id,
                dpia -> {
                    var draft = drafts.asPinned(dpia);
                    var assessment = Assembly.of(draft);
                    var known = draft.template().outcome(kind).orElse(null);
                    if (known == null || !known.words().contains(word)) {
                        return new Deed.Refused<>(
                                known == null
                                        ? "there is no outcome '" + kind + "'"
                                        : "'"
                                                + kind
                                                + "' is one of "
                                                + String.join(", ", known.words()));
                    }
                    var objection = objection(actor, kind, word, why, draft, dpia);
                    if (objection.isPresent()) {
                        return new Deed.Refused<>(objection.get());
                    }
                    if (!assessment.content().hex().equals(seen)) {
                        return new Deed.Refused<>(
                                "the assessment has changed since you read it; read it again");
                    }
                    dpias.conclude(id, kind, word, why, assessment.content(), actor.id());
                    audit.append(
                            actor.login(),
                            "dpia." + kind,
                            Dpias.subject(dpia),
                            word + (why.isEmpty() ? "" : ": " + Dpias.shown(why)));
                    return new Deed.Done<>(dpia);
                });
    }

    private Optional<String> objection(
            Account actor, String kind, String word, String reason, Draft draft, Dpia dpia) {
        if (reason.length() > Questions.LONGEST) {
            return Optional.of("a reason has at most " + Questions.LONGEST + " characters");
        }
        if (kind.equals("dpo-advice") && !actor.has(Role.DATA_PROTECTION)) {
            return Optional.of("the DPO's advice is given by data protection");
        }
        if ((word.equals("overruled") || word.equals("departed from")) && reason.isEmpty()) {
            return Optional.of("say why: nothing is " + word + " without a reason");
        }
        if (kind.equals("dpo-answer")) {
            var advice =
                    dpias.outcomes(dpia.id()).stream()
                            .filter(each -> each.kind().equals("dpo-advice"))
                            .reduce((first, second) -> second)
                            .orElse(null);
            if (advice == null) {
                return Optional.of("there is no advice yet that could be " + word);
            }
            if (advice.by().equals(actor.id())) {
                return Optional.of("whoever gave the advice does not say what becomes of it");
            }
        }
        return Optional.empty();
    }

    private interface Step {
        Deed<Dpia> of(Dpia dpia);
    }

    private Deed<Dpia> with(Id id, Step deed) {
        return deeds.whole(
                () ->
                        dpias.lock(id)
                                .map(deed::of)
                                .orElseGet(
                                        () -> new Deed.Refused<>("there is no such assessment")));
    }
}
