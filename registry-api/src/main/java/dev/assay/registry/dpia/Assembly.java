package dev.assay.registry.dpia;

import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.RecordJson;
import dev.assay.inventory.record.Subject;
import dev.assay.inventory.record.Value;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Makes a document of a draft: the form's questions, with what the record and people say to each.
 */
public final class Assembly {

    static final String SIGN_OFF = "sign-off";

    private final Draft draft;
    private final Facts facts;
    private final Screening screening;
    private final List<Risk> risks;

    private Assembly(Draft draft) {
        this.draft = draft;
        this.facts = new Facts(draft.records(), draft.organisation().home());
        this.screening = ScreeningRules.of(draft.template().screening(), facts, draft.answers());
        this.risks = Risks.of(Library.risks(), draft.template(), facts, draft.answers());
    }

    public static Assessment of(Draft draft) {
        return new Assembly(draft).assemble();
    }

    private Assessment assemble() {
        var before = new ArrayList<Section>();
        Template.Chapter last = null;
        for (var chapter : draft.template().sections()) {
            if (chapter.key().equals(SIGN_OFF)) {
                last = chapter;
            } else {
                before.add(section(chapter, List.of()));
            }
        }
        var content =
                Digests.of(
                        before.stream()
                                .map(each -> each.key() + " " + each.content())
                                .collect(Collectors.joining("\n")));
        var outcomes =
                draft.template().outcomes().stream().map(each -> outcome(each, content)).toList();
        var sections = new ArrayList<>(before);
        if (last != null) {
            sections.add(section(last, outcomes));
        }
        return new Assessment(
                head(),
                draft.template().notes(),
                screening,
                risks,
                DataFlow.of(draft.records()),
                sections,
                content,
                outcomes,
                Checks.of(draft.template().checks(), facts, risks, before, outcomes),
                draft.changes(),
                draft.records());
    }

    private Assessment.Head head() {
        var template = draft.template();
        var id = draft.id();
        return new Assessment.Head(
                id == null ? null : id.value(),
                draft.title(),
                template.title(),
                template.name(),
                template.follows(),
                template.language(),
                draft.number(),
                draft.snapshot(),
                draft.pinnedAt(),
                draft.records().stream()
                        .map(
                                each ->
                                        new Assessment.Pinned(
                                                each.name(),
                                                each.purl(),
                                                RecordJson.digest(RecordJson.write(each))))
                        .toList());
    }

    private Section section(Template.Chapter chapter, List<Outcome> outcomes) {
        var items =
                chapter.parts().stream()
                        .map(
                                part ->
                                        new Section.Item(
                                                chapter.key() + "." + part.key(),
                                                part.label(),
                                                part.hint(),
                                                answer(chapter.key() + "." + part.key(), part),
                                                blocks(part, outcomes)))
                        .toList();
        var content = Digests.of(items);
        return new Section(
                chapter.key(),
                chapter.step(),
                chapter.title(),
                items,
                content,
                confirmed(chapter.key(), content));
    }

    private @Nullable Cell answer(String key, Template.Part part) {
        var written = draft.answers().get(key);
        if (written != null) {
            return Cell.written(written);
        }
        if (!part.ask()) {
            return null;
        }
        var told =
                switch (part.block()) {
                    case "controller" -> draft.organisation().controller();
                    case "contact" -> draft.organisation().contact();
                    default -> "";
                };
        return told.isBlank() ? stated(part) : Cell.proposed(told, "the settings");
    }

    /**
     * What every server's record answers, for a person to confirm; otherwise they have to answer.
     */
    private Cell stated(Template.Part part) {
        var fields =
                part.from().stream()
                        .map(key -> Field.find(Subject.SERVER, key).orElseThrow())
                        .toList();
        if (fields.isEmpty()
                || !facts.each(Subject.SERVER)
                        .allMatch(each -> fields.stream().allMatch(each::knows))) {
            return Cell.unanswered();
        }
        var text =
                facts.each(Subject.SERVER)
                        .map(each -> words(each, fields))
                        .distinct()
                        .limit(12)
                        .collect(Collectors.joining("\n"));
        return Cell.proposed(text, "stated in the requests");
    }

    private String words(Facts.Of server, List<Field> fields) {
        var said =
                fields.stream()
                        .map(field -> server.entry().value(field))
                        .map(Value::text)
                        .filter(text -> !text.isBlank())
                        .collect(Collectors.joining(". "));
        return draft.records().size() == 1 ? said : server.server().name() + ": " + said;
    }

    private List<Block> blocks(Template.Part part, List<Outcome> outcomes) {
        var name = part.block();
        return switch (name) {
            case "none" -> part.ask() ? List.of() : JudgedBlocks.nothing();
            case "controller", "contact" -> List.of();
            case "screening" -> JudgedBlocks.screening(screening);
            case "high-risk" -> JudgedBlocks.highRisk(screening);
            case "risks" -> JudgedBlocks.risks(risks);
            case "measures" -> JudgedBlocks.measures(risks);
            case "limits" -> JudgedBlocks.limits();
            case "sign-off" -> JudgedBlocks.outcomes(outcomes);
            default ->
                    new RecordBlocks(facts)
                            .of(name)
                            .orElseThrow(() -> new IllegalStateException("no block " + name));
        };
    }

    private Section.Confirmed confirmed(String section, Sha256 content) {
        return draft.given().stream()
                .filter(each -> each.section().equals(section))
                .reduce((first, second) -> second)
                .<Section.Confirmed>map(
                        each -> {
                            var day = Digests.day(each.at());
                            return each.content().equals(content)
                                    ? new Section.Confirmed.Holds(each.by(), day)
                                    : new Section.Confirmed.Lapsed(each.by(), day);
                        })
                .orElseGet(Section.Confirmed.Never::new);
    }

    private Outcome outcome(Template.OutcomeKind kind, Sha256 content) {
        var said =
                draft.said().stream()
                        .filter(each -> each.kind().equals(kind.key()))
                        .reduce((first, second) -> second)
                        .orElse(null);
        if (said == null) {
            return new Outcome(
                    kind.key(),
                    kind.label(),
                    kind.hint(),
                    Cell.unanswered(),
                    Cell.plain(kind.hint()),
                    Cell.plain("nobody has"),
                    false);
        }
        var holds = said.content().equals(content);
        return new Outcome(
                kind.key(),
                kind.label(),
                kind.hint(),
                Cell.written(new Written(said.word(), said.by(), said.at())),
                Cell.plain(said.reason()),
                Cell.plain(
                        holds
                                ? "given for what the sections say now"
                                : "GIVEN FOR AN EARLIER STATE: the sections have changed since"),
                holds);
    }
}
