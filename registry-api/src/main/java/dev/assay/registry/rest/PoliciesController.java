package dev.assay.registry.rest;

import dev.assay.inventory.account.Account;
import dev.assay.registry.policy.Policies;
import dev.assay.registry.policy.PolicyProblem;
import dev.assay.registry.policy.PolicyText;
import dev.assay.registry.policy.RuleSet;
import dev.assay.registry.rest.PolicyDocuments.DryRunDocument;
import dev.assay.registry.rest.PolicyDocuments.PolicyDocument;
import dev.assay.registry.vetting.PolicyReports;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;
import java.util.Map;

@RestController
final class PoliciesController {

    private final Policies policies;
    private final PolicyReports reports;

    PoliciesController(Policies policies, PolicyReports reports) {
        this.policies = policies;
        this.reports = reports;
    }

    /**
     * @param yaml the policy's files one after the other, each below a line {@code --- name.yaml}
     */
    record Trial(@Nullable String yaml) {}

    @GetMapping("/api/v1/policies")
    PolicyDocument inForce() {
        return PolicyDocument.of(policies.state(), reports.overview());
    }

    /** Nothing of it is stored. */
    @PostMapping(path = "/api/v1/policies/dry-run", consumes = MediaType.APPLICATION_JSON_VALUE)
    DryRunDocument dryRun(@RequestBody Trial trial) {
        var text = trial.yaml() == null ? "" : trial.yaml();
        return switch (RuleSet.read(PolicyText.split(text))) {
            case RuleSet.Reading.Taken(var rules) ->
                    DryRunDocument.of(rules.digest(), reports.dryRun(rules));
            case RuleSet.Reading.Refused(var problems) ->
                    throw Problem.unacceptable(
                            problems.stream().map(PoliciesController::problem).toList());
        };
    }

    /** The body is empty JSON: see the filter chain for why there is one. */
    @PostMapping(path = "/api/v1/policies/load", consumes = MediaType.APPLICATION_JSON_VALUE)
    PolicyDocument load(Account account, @RequestBody Map<String, Object> nothing) {
        if (!policies.load(account.login())) {
            throw Problem.unacceptable(problems(policies.state().problems()));
        }
        return inForce();
    }

    private static List<Map<String, String>> problems(List<PolicyProblem> problems) {
        return problems.stream().map(PoliciesController::problem).toList();
    }

    private static Map<String, String> problem(PolicyProblem problem) {
        return Map.of("field", "yaml", "message", problem.toString());
    }
}
