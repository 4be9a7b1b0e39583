package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;

import java.util.List;
import java.util.Map;

/**
 * Says what is to be known of who published a version. Unlike a {@link Rule} it judges no bytes,
 * but what the registry claims and what was verified of it.
 */
public sealed interface PublisherRule
        permits BurstRule,
                MailDomainRule,
                MaintainersRule,
                NewPublisherRule,
                SignerChangedRule,
                ProvenanceLostRule,
                SignatureInvalidRule,
                SourceRepositoryRule,
                VersionOrderRule {

    /** Stable, and the name of its fixtures. */
    String id();

    /** The kind of its findings. */
    FindingKind kind();

    /** What there is to say; nothing where the registry does not tell what it would take. */
    List<Judgement> judge(PublisherCase publishing);

    /** A judgement of this rule. */
    default Judgement judgement(Change change, Severity severity, String value, String title) {
        return new Judgement(
                kind(), change, severity, value, id(), title, List.of(), Map.of("rule", id()));
    }
}
