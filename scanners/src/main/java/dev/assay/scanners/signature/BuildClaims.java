package dev.assay.scanners.signature;

import java.time.Instant;

/**
 * What the certificate of a build says of where a version comes from. All of it is the certificate
 * authority's word; what the statement itself says has been compared with it. A claim that the
 * certificate does not make is empty.
 *
 * @param identity the subject's alternative name, usually the workflow at its reference
 * @param issuer who vouched for that identity
 * @param repository the address of the source repository
 * @param repositoryId its stable number, which a renamed or reused name does not keep
 * @param ownerId the same of its owner
 * @param commit what was built
 * @param ref the branch or tag
 * @param workflow the address of the build's description at its reference
 * @param trigger what started the build
 * @param runner whose machine it ran on
 * @param run the address of the run
 * @param visibility whether the repository could be read by everybody then
 * @param at when the log took it
 */
public record BuildClaims(
        String identity,
        String issuer,
        String repository,
        String repositoryId,
        String ownerId,
        String commit,
        String ref,
        String workflow,
        String trigger,
        String runner,
        String run,
        String visibility,
        Instant at) {}
