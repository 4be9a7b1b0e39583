package dev.assay.scanners.delta.rule;

import java.util.List;

/** All rules about who published a version. */
public final class PublisherRules {

    private static final List<PublisherRule> ALL =
            List.of(
                    new SignatureInvalidRule(),
                    new ProvenanceLostRule(),
                    new SourceRepositoryRule(),
                    new NewPublisherRule(),
                    new SignerChangedRule(),
                    new MaintainersRule(),
                    new MailDomainRule(),
                    new VersionOrderRule(),
                    new BurstRule());

    private PublisherRules() {}

    public static List<PublisherRule> all() {
        return ALL;
    }
}
