package dev.assay.web.page;

import dev.assay.inventory.fetch.OutsideFetch;
import dev.assay.inventory.fetch.OutsideFetchStore;
import dev.assay.registry.gate.OutsideRelease;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

@Controller
final class OutsideController {

    private static final int MOST = 1_000;

    private record Bytes(String ecosystem, String item, String sha256) {}

    private final OutsideFetchStore fetches;
    private final FetchViews callers;

    OutsideController(OutsideFetchStore fetches, FetchViews callers) {
        this.fetches = fetches;
        this.callers = callers;
    }

    @GetMapping("/outside")
    String outside(Model model) {
        var same = new LinkedHashMap<Bytes, List<OutsideFetch>>();
        for (var each : fetches.latest(MOST)) {
            same.computeIfAbsent(
                            new Bytes(each.ecosystem(), each.item(), each.sha256().hex()),
                            key -> new ArrayList<>())
                    .add(each);
        }
        model.addAttribute(
                "view", new OutsideView(same.values().stream().map(this::row).toList(), MOST));
        return "outside";
    }

    private OutsideView.Row row(List<OutsideFetch> same) {
        var newest = same.getFirst();
        return new OutsideView.Row(
                newest.ecosystem(),
                newest.item(),
                newest.sha256().hex(),
                String.format(Locale.ROOT, "%,d bytes", newest.size()),
                same.stream().mapToLong(OutsideFetch::times).sum(),
                same.stream().map(OutsideFetch::first).min(Instant::compareTo).orElseThrow(),
                newest.last(),
                same.stream()
                        .map(
                                each ->
                                        callers.who(each.caller())
                                                + (same.size() > 1
                                                        ? " (" + each.times() + ")"
                                                        : ""))
                        .toList(),
                OutsideRelease.of(newest)
                        .map(
                                each ->
                                        "/request?purl="
                                                + URLEncoder.encode(
                                                        each.toString(), StandardCharsets.UTF_8))
                        .orElse(null));
    }
}
