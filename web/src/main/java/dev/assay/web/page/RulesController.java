package dev.assay.web.page;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.report.KindWords;
import dev.assay.scanners.report.RulePages;

import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

import java.util.Arrays;
import java.util.Comparator;

/** Shows what each rule is about: where the id of a finding leads, in pages and in reports. */
@Controller
final class RulesController {

    private final Parser markdown = Parser.builder().build();
    private final HtmlRenderer html =
            HtmlRenderer.builder()
                    .escapeHtml(true)
                    .sanitizeUrls(true)
                    // Long lines are scrolled to, by keyboard as well.
                    .attributeProviderFactory(
                            context ->
                                    (node, tag, attributes) -> {
                                        if (tag.equals("pre")) {
                                            attributes.put("tabindex", "0");
                                        }
                                    })
                    .build();

    @GetMapping("/rules")
    String rules(Model model) {
        var rows =
                Arrays.stream(FindingKind.values())
                        .filter(kind -> RulePages.of(kind).isPresent())
                        .map(
                                kind ->
                                        new RulesView.Row(
                                                kind.wireName(),
                                                RulePages.title(kind),
                                                KindWords.why(kind)))
                        .sorted(Comparator.comparing(RulesView.Row::kind))
                        .toList();
        model.addAttribute("view", new RulesView(rows));
        return "rules";
    }

    @GetMapping("/rules/{kind}")
    String rule(@PathVariable String kind, Model model) {
        var page =
                Arrays.stream(FindingKind.values())
                        .filter(each -> each.wireName().equals(kind))
                        .findFirst()
                        .flatMap(RulePages::of)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("view", new RuleView(kind, html.render(markdown.parse(page))));
        return "rule";
    }
}
