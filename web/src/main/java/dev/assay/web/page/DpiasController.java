package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.dpia.Dpia;
import dev.assay.inventory.store.Id;
import dev.assay.registry.dpia.DpiaFile;
import dev.assay.registry.dpia.DpiaFiles;
import dev.assay.registry.dpia.DpiaWords;
import dev.assay.registry.dpia.Dpias;
import dev.assay.registry.dpia.Library;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.Reviewers;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Data protection impact assessments: begun, answered, confirmed, signed off and taken away. */
@Controller("dpiaPages")
final class DpiasController {

    private final Dpias dpias;
    private final DpiaWords words;
    private final DpiaFiles files;

    DpiasController(Dpias dpias, DpiaWords words, DpiaFiles files) {
        this.dpias = dpias;
        this.words = words;
        this.files = files;
    }

    @GetMapping("/dpias")
    String all(Account account, @RequestParam(defaultValue = "") String server, Model model) {
        return show(account, "", server, null, model);
    }

    @PostMapping("/dpias")
    String create(
            Account account,
            @RequestParam(defaultValue = "") String title,
            @RequestParam(defaultValue = "") String servers,
            RedirectAttributes told,
            HttpServletResponse response,
            Model model) {
        var named = dpias.named(lines(servers));
        if (named instanceof Deed.Refused<List<Id>>(var why)) {
            return refused(account, title, servers, why, response, model);
        }
        var ids = ((Deed.Done<List<Id>>) named).result();
        return switch (dpias.create(account, title, ids)) {
            case Deed.Done<Dpia>(var dpia) -> {
                told.addFlashAttribute("told", "It is begun, from the records as they are now.");
                yield "redirect:/dpias/" + dpia.id();
            }
            case Deed.Refused<Dpia>(var why) ->
                    refused(account, title, servers, why, response, model);
        };
    }

    @GetMapping("/dpias/{id}")
    String one(Account account, @PathVariable String id, Model model) {
        var dpia = dpia(id);
        model.addAttribute(
                "view",
                new DpiaView(
                        dpia.id().value(),
                        dpias.assessment(dpia),
                        Library.newest(),
                        dpias.packages(dpia),
                        dpias.history(dpia),
                        Reviewers.isOne(account),
                        ExceptionsController.flash(model, "told"),
                        ExceptionsController.flash(model, "bad")));
        return "dpia";
    }

    @GetMapping("/dpias/{id}/files/{file}")
    ResponseEntity<byte[]> file(Account account, @PathVariable String id, @PathVariable String file)
            throws IOException {
        var wanted =
                DpiaFile.find(file)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(wanted.mediaType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        (wanted == DpiaFile.PICTURE ? "inline" : "attachment")
                                + "; filename=\""
                                + wanted.fileName()
                                + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .body(files.take(account, dpia(id), wanted));
    }

    @PostMapping("/dpias/{id}/answers")
    String answer(
            Account account,
            @PathVariable String id,
            @RequestParam Map<String, String> fields,
            RedirectAttributes told) {
        var dpia = dpia(id);
        var answers = new TreeMap<>(fields);
        answers.remove("_csrf");
        var section = answers.remove("section");
        after(words.answer(account, dpia.id(), answers), "Your answers are on record.", told);
        return back(dpia, section);
    }

    @PostMapping("/dpias/{id}/snapshots")
    String pin(
            Account account,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String servers,
            RedirectAttributes told) {
        var dpia = dpia(id);
        var wanted =
                servers == null
                        ? new Deed.Done<>(dpias.servers(dpia))
                        : dpias.named(lines(servers));
        after(
                switch (wanted) {
                    case Deed.Done<List<Id>>(var ids) -> dpias.pin(account, dpia.id(), ids);
                    case Deed.Refused<List<Id>>(var why) -> new Deed.Refused<Dpia>(why);
                },
                "It is made from the records as they are now. Sections that changed are to be confirmed"
                        + " again.",
                told);
        return back(dpia, null);
    }

    @PostMapping("/dpias/{id}/confirmations")
    String confirm(
            Account account,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String section,
            @RequestParam(defaultValue = "") String sha256,
            RedirectAttributes told) {
        var dpia = dpia(id);
        after(
                words.confirm(account, dpia.id(), section, sha256),
                "The section is confirmed, by your name.",
                told);
        return back(dpia, section);
    }

    @PostMapping("/dpias/{id}/outcomes")
    String conclude(
            Account account,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String word,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String sha256,
            RedirectAttributes told) {
        var dpia = dpia(id);
        after(
                words.conclude(account, dpia.id(), kind, word, reason, sha256),
                "It is on record, by your name.",
                told);
        return back(dpia, "sign-off");
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private static String back(Dpia dpia, @Nullable String section) {
        return "redirect:/dpias/"
                + dpia.id()
                + (section != null && section.matches("[a-z-]{1,40}") ? "#" + section : "");
    }

    private static void after(Deed<?> deed, String done, RedirectAttributes told) {
        switch (deed) {
            case Deed.Done<?> it -> told.addFlashAttribute("told", done);
            case Deed.Refused<?>(var why) ->
                    told.addFlashAttribute("bad", ReleaseController.sentence(why));
        }
    }

    private String refused(
            Account account,
            String title,
            String servers,
            String why,
            HttpServletResponse response,
            Model model) {
        response.setStatus(HttpStatus.CONFLICT.value());
        return show(account, title, servers, ReleaseController.sentence(why), model);
    }

    private String show(
            Account account, String title, String servers, @Nullable String problem, Model model) {
        model.addAttribute(
                "view",
                new DpiasView(
                        dpias.all().stream().map(DpiasController::row).toList(),
                        Reviewers.isOne(account),
                        title,
                        servers,
                        ExceptionsController.flash(model, "told"),
                        problem));
        return "dpias";
    }

    private static DpiasView.Row row(Dpias.Listed listed) {
        List<String> names = listed.snapshot().servers().stream().map(each -> each.purl()).toList();
        return new DpiasView.Row(
                "/dpias/" + listed.dpia().id(),
                listed.dpia().title(),
                String.join(", ", names.subList(0, Math.min(4, names.size())))
                        + (names.size() > 4 ? " and " + (names.size() - 4) + " more" : ""),
                Words.day(listed.snapshot().takenAt()),
                listed.changes().size());
    }

    private Dpia dpia(String id) {
        return Id.parse(id)
                .flatMap(dpias::find)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
