package dev.assay.registry.policy;

import dev.assay.registry.policy.RuleSet.Reading;

import org.yaml.snakeyaml.nodes.MappingNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

/**
 * Reads the files of a policy and compiles their rules. It goes on after a problem, so that all of
 * them can be mended at once.
 */
final class PolicyReader {

    static final String SCHEMA = "assay-policy/1";

    /** Every rule is asked of every release. */
    private static final int MOST_RULES = 500;

    private static final int MOST_PROBLEMS = 100;

    private final List<PolicyProblem> problems = new ArrayList<>();
    private final List<CompiledRule> rules = new ArrayList<>();
    private final HashMap<String, String> places = new HashMap<>();
    private final Expressions expressions = new Expressions();

    Reading read(PolicyFiles files) {
        if (files.files().isEmpty()) {
            return new Reading.Refused(
                    List.of(
                            new PolicyProblem(
                                    "the policy",
                                    0,
                                    null,
                                    "it has no file",
                                    "Put rules into a file whose name ends in .yaml")));
        }
        for (var file : files.files()) {
            read(file);
        }
        if (problems.isEmpty() && rules.isEmpty()) {
            problems.add(
                    new PolicyProblem(
                            files.files().getFirst().name(),
                            0,
                            null,
                            "the policy has no rule, so it would let everything pass",
                            "Write at least one rule"));
        }
        return problems.isEmpty()
                ? new Reading.Taken(new RuleSet(files, rules))
                : new Reading.Refused(problems.stream().limit(MOST_PROBLEMS).toList());
    }

    private void read(PolicyFiles.File file) {
        var yaml = new YamlFile(file.name(), problems);
        var root = yaml.document(file.text());
        if (root == null) {
            return;
        }
        var document = yaml.map(root, null, Set.of("schema", "rules"));
        var schema = document.text("schema", true);
        if (schema != null && !schema.equals(SCHEMA)) {
            document.problem("schema", "'" + schema + "' is no known schema", "Write " + SCHEMA);
        }
        for (var node : document.maps("rules")) {
            if (rules.size() >= MOST_RULES) {
                document.problem(
                        "rules",
                        "there are more than " + MOST_RULES + " rules",
                        "Join rules that say the same");
                return;
            }
            rule(yaml, node);
        }
    }

    private void rule(YamlFile yaml, MappingNode node) {
        var before = problems.size();
        var rule = new RuleReader(yaml, node).read();
        if (rule == null || problems.size() > before) {
            return;
        }
        var place = rule.file() + ":" + rule.line();
        var other = places.putIfAbsent(rule.id(), place);
        if (other != null) {
            yaml.problem(
                    rule.line(),
                    rule.id(),
                    "another rule has this id, at " + other,
                    "Give one of the two another id");
            return;
        }
        try {
            var program =
                    switch (rule.broken()) {
                        case Rule.Broken.When(var expression) -> expressions.condition(expression);
                        case Rule.Broken.By(var expression) -> expressions.texts(expression);
                    };
            rules.add(new CompiledRule(rule, program));
        } catch (Expressions.RefusedException e) {
            refused(yaml, node, rule, e);
        }
    }

    private static void refused(
            YamlFile yaml, MappingNode node, Rule rule, Expressions.RefusedException problem) {
        var key =
                rule.broken() instanceof Rule.Broken.When
                        ? RuleReader.BROKEN_WHEN
                        : RuleReader.BROKEN_BY;
        var at =
                problem.line == 0
                        ? ""
                        : " (line "
                                + problem.line
                                + ", column "
                                + problem.column
                                + " of the expression)";
        yaml.problem(
                yaml.line(node, key),
                rule.id(),
                key + ": " + problem.getMessage() + at,
                "docs/policy.md lists the words there are");
    }
}
