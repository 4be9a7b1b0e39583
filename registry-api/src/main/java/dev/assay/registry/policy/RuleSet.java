package dev.assay.registry.policy;

import dev.assay.scanners.coordinates.Sha256;

import java.util.List;

/**
 * A policy that was read, checked and compiled. Judging is a pure function of the facts. Safe for
 * use by many threads.
 */
public final class RuleSet {

    /** What became of the files of a policy. */
    public sealed interface Reading {

        /** They are a policy. */
        record Taken(RuleSet rules) implements Reading {}

        /** They are none; every problem is named, in the order of the files. */
        record Refused(List<PolicyProblem> problems) implements Reading {

            public Refused {
                problems = List.copyOf(problems);
            }
        }
    }

    private final PolicyFiles files;
    private final Sha256 digest;
    private final List<CompiledRule> rules;

    RuleSet(PolicyFiles files, List<CompiledRule> rules) {
        this.files = files;
        this.digest = files.digest();
        this.rules = List.copyOf(rules);
    }

    /** Reads and compiles a policy. */
    public static Reading read(PolicyFiles files) {
        return new PolicyReader().read(files);
    }

    /** The policy that holds where no other is set. */
    public static RuleSet builtIn() {
        return BuiltIn.RULES;
    }

    /** What names this policy. */
    public Sha256 digest() {
        return digest;
    }

    public PolicyFiles files() {
        return files;
    }

    /** The rules as written, in the order of the files. */
    public List<Rule> rules() {
        return rules.stream().map(CompiledRule::rule).toList();
    }

    public Judgement judge(Facts facts) {
        var tier = facts.text("release", "tier", "value");
        return Judgement.of(
                digest, rules.stream().map(each -> each.judge(facts.values(), tier)).toList());
    }

    /** Compiled when it is first asked for, once in a process. */
    private static final class BuiltIn {

        private static final RuleSet RULES =
                switch (read(BuiltInPolicy.files())) {
                    case Reading.Taken(var rules) -> rules;
                    case Reading.Refused(var problems) ->
                            throw new IllegalStateException(problems.toString());
                };
    }
}
