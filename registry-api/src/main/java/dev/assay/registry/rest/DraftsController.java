package dev.assay.registry.rest;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.Draft;
import dev.assay.inventory.review.Questions;
import dev.assay.inventory.store.Id;
import dev.assay.registry.rest.Documents.DraftDocument;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.Drafts;
import dev.assay.registry.workflow.Tiers;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;
import java.util.Map;

/** The drafts of whoever is signed in; nobody sees another's. */
@RestController
final class DraftsController {

    private final Drafts drafts;

    DraftsController(Drafts drafts) {
        this.drafts = drafts;
    }

    @GetMapping("/api/v1/drafts")
    Map<String, List<DraftDocument>> list(Account account) {
        return Map.of(
                "drafts", drafts.of(account).stream().map(DraftsController::document).toList());
    }

    @PostMapping(path = "/api/v1/drafts", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    DraftDocument begin(Account account, @RequestBody RequestWish wish) {
        return keep(account, null, wish);
    }

    @GetMapping("/api/v1/drafts/{id}")
    DraftDocument draft(Account account, @PathVariable String id) {
        return document(found(account, id));
    }

    @PutMapping(path = "/api/v1/drafts/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    DraftDocument save(Account account, @PathVariable String id, @RequestBody RequestWish wish) {
        return keep(account, found(account, id).id(), wish);
    }

    @DeleteMapping(path = "/api/v1/drafts/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Account account, @PathVariable String id) {
        drafts.remove(account, found(account, id).id());
    }

    private DraftDocument keep(Account account, @Nullable Id id, RequestWish wish) {
        var form = wish.form();
        var written =
                new Drafts.Written(
                        id,
                        form.purl(),
                        String.join("\n", form.domains()),
                        form.answers(),
                        Draft.Origin.BLANK,
                        null);
        return switch (drafts.save(account, written)) {
            case Deed.Done<Draft>(var draft) -> document(draft);
            case Deed.Refused<Draft>(var why) -> throw Problem.refused(why);
        };
    }

    private Draft found(Account account, String id) {
        return Id.parse(id)
                .flatMap(each -> drafts.find(account, each))
                .orElseThrow(
                        () ->
                                Problem.notFound(
                                        "You have no draft with the id '" + id + "'.",
                                        "GET /api/v1/drafts lists yours."));
    }

    private static DraftDocument document(Draft draft) {
        var answers = draft.answers();
        var stage = answers.stage().orElse(Stage.PRODUCTION);
        var tier = Tiers.of(answers).tier();
        var needed = (int) Questions.needed(stage, tier, answers).count();
        return new DraftDocument(
                draft.id(),
                draft.purl(),
                draft.domains().lines().toList(),
                answers,
                needed - Questions.missing(stage, tier, answers).size(),
                needed,
                draft.updatedAt());
    }
}
