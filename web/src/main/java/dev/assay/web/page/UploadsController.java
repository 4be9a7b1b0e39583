package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.upload.Upload;
import dev.assay.registry.upload.UploadDesk;
import dev.assay.registry.upload.UploadOutcome;
import dev.assay.registry.upload.UploadRemovals;
import dev.assay.registry.workflow.Deed;
import dev.assay.scanners.coordinates.Purl;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

@Controller("uploadPages")
final class UploadsController {

    private static final int MOST_LISTED = 100;
    private static final List<String> UNITS = List.of("bytes", "KB", "MB", "GB");

    private final UploadDesk desk;
    private final UploadRemovals removals;
    private final People people;

    UploadsController(UploadDesk desk, UploadRemovals removals, People people) {
        this.desk = desk;
        this.removals = removals;
        this.people = people;
    }

    @GetMapping("/uploads")
    String uploads(Account account, Model model) {
        return show(account, List.of(), model);
    }

    @PostMapping("/uploads")
    String upload(
            Account account,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(required = false) @Nullable MultipartFile pom,
            Model model,
            RedirectAttributes told,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        if (file == null) {
            return refused(account, new UploadOutcome.Unfit("no file came"), model, response);
        }
        Purl said = null;
        if (pom != null && !pom.isEmpty()) {
            var first = take(account, pom, "pom.xml", null);
            if (!(first instanceof UploadOutcome.Taken(var upload, var isNew))) {
                return refused(account, first, model, response);
            }
            said = upload.purl();
        }
        var name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
        var outcome = take(account, file, name, said);
        if (!(outcome instanceof UploadOutcome.Taken(var upload, var isNew))) {
            return refused(account, outcome, model, response);
        }
        told.addFlashAttribute(
                "told",
                upload.fileName()
                        + (isNew ? " is kept" : " was here already")
                        + "; hand in the request for it now.");
        return "redirect:" + request(upload);
    }

    @PostMapping("/uploads/{id}/removal")
    String remove(
            Account account,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes told) {
        var upload =
                Id.parse(id)
                        .flatMap(removals::find)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        switch (removals.remove(account, upload, reason)) {
            case Deed.Done<Upload>(var removed) ->
                    told.addFlashAttribute(
                            "told",
                            removed.fileName()
                                    + " of "
                                    + removed.purl()
                                    + " is removed. The version is not free for other bytes.");
            case Deed.Refused<Upload>(var why) ->
                    told.addFlashAttribute("bad", ReleaseController.sentence(why));
        }
        return "redirect:/uploads";
    }

    private UploadOutcome take(
            Account account, MultipartFile file, String name, @Nullable Purl said)
            throws IOException, InterruptedException {
        try (var content = file.getInputStream()) {
            // Some browsers send the folder along.
            return desk.take(account, name.replaceFirst("^.*[/\\\\]", ""), content, said);
        }
    }

    private String refused(
            Account account, UploadOutcome outcome, Model model, HttpServletResponse response) {
        var why =
                switch (outcome) {
                    case UploadOutcome.Taken taken -> throw new IllegalStateException("taken");
                    case UploadOutcome.Unfit(var reason) -> reason;
                    case UploadOutcome.Conflict(var reason) -> reason;
                    case UploadOutcome.TooLarge(var reason) -> reason;
                    case UploadOutcome.NotNow(var reason) -> reason;
                };
        response.setStatus(
                switch (outcome) {
                    case UploadOutcome.Conflict c -> HttpStatus.CONFLICT.value();
                    case UploadOutcome.TooLarge t -> HttpStatus.CONTENT_TOO_LARGE.value();
                    case UploadOutcome.NotNow n -> HttpStatus.SERVICE_UNAVAILABLE.value();
                    case UploadOutcome other -> HttpStatus.UNPROCESSABLE_CONTENT.value();
                });
        return show(account, List.of(why), model);
    }

    private String show(Account account, List<String> problems, Model model) {
        var namespaces =
                desk.ecosystems().stream()
                        .filter(each -> !desk.namespaces(each).isEmpty())
                        .map(each -> each + ": " + String.join(", ", desk.namespaces(each)))
                        .toList();
        model.addAttribute(
                "view",
                new UploadsView(
                        problems,
                        ExceptionsController.flash(model, "told"),
                        ExceptionsController.flash(model, "bad"),
                        namespaces,
                        size(desk.largest()),
                        account.has(Role.REQUESTER),
                        desk.latest(MOST_LISTED).stream()
                                .map(each -> row(each, account))
                                .toList()));
        return "uploads";
    }

    private UploadsView.Row row(Upload upload, Account reader) {
        return new UploadsView.Row(
                upload.purl().toString(),
                upload.fileName(),
                String.format(Locale.ROOT, "%,d bytes", upload.size()),
                upload.sha256().hex(),
                people.name(upload.by()),
                Words.day(upload.at()),
                request(upload),
                UploadRemovals.mayRemove(reader, upload) ? upload.id().value() : null);
    }

    /** In the largest unit that it has whole. */
    static String size(long bytes) {
        var whole = bytes;
        var unit = 0;
        while (unit < UNITS.size() - 1 && whole > 0 && whole % 1024 == 0) {
            whole /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%,d %s", whole, UNITS.get(unit));
    }

    private static String request(Upload upload) {
        return "/request?purl="
                + URLEncoder.encode(upload.purl().toString(), StandardCharsets.UTF_8);
    }
}
