package dev.assay.registry.allowed;

import dev.assay.inventory.tool.ApprovalMode;
import dev.assay.registry.export.ExportGroup;
import dev.assay.registry.export.ExportParameter;

import java.util.List;
import java.util.Set;

/**
 * What a target is.
 *
 * @param says what it can say of all that it is asked to
 * @param approval the strictest approval of a call that it can ask for
 * @param identities whether it tells consumers apart
 * @param oneServer whether a file of it is about one release
 * @param cannotSay for people, one sentence each
 * @param parameters its own, beside those that all have
 */
public record TargetInfo(
        String id,
        ExportGroup group,
        String title,
        String purpose,
        String mediaType,
        String fileName,
        Set<Aspect> says,
        ApprovalMode approval,
        boolean identities,
        boolean oneServer,
        List<String> cannotSay,
        List<ExportParameter> parameters) {

    public TargetInfo {
        says = Set.copyOf(says);
        cannotSay = List.copyOf(cannotSay);
        parameters = List.copyOf(parameters);
    }

    /** One that names servers, tells no consumers apart and takes nothing of its own. */
    public static TargetInfo of(
            String id,
            ExportGroup group,
            String title,
            String purpose,
            String mediaType,
            String fileName,
            List<String> cannotSay,
            Aspect... says) {
        return new TargetInfo(
                id,
                group,
                title,
                purpose,
                mediaType,
                fileName,
                Set.of(says),
                ApprovalMode.NONE,
                false,
                false,
                cannotSay,
                List.of());
    }

    public TargetInfo withParameters(ExportParameter... its) {
        return new TargetInfo(
                id,
                group,
                title,
                purpose,
                mediaType,
                fileName,
                says,
                approval,
                identities,
                oneServer,
                cannotSay,
                List.of(its));
    }

    public TargetInfo withIdentities() {
        return new TargetInfo(
                id,
                group,
                title,
                purpose,
                mediaType,
                fileName,
                says,
                approval,
                true,
                oneServer,
                cannotSay,
                parameters);
    }

    public TargetInfo withApproval(ApprovalMode strictest) {
        return new TargetInfo(
                id,
                group,
                title,
                purpose,
                mediaType,
                fileName,
                says,
                strictest,
                identities,
                oneServer,
                cannotSay,
                parameters);
    }

    public TargetInfo ofOneServer() {
        return new TargetInfo(
                id,
                group,
                title,
                purpose,
                mediaType,
                fileName,
                says,
                approval,
                identities,
                true,
                cannotSay,
                parameters);
    }

    /** What it is asked to say: a firewall nothing of tools, a list of tools nothing of ports. */
    Set<Aspect> asked() {
        return group == ExportGroup.EGRESS
                ? Set.of(Aspect.PORTS)
                : Set.of(Aspect.TOOLS, Aspect.APPROVAL, Aspect.CONSTRAINTS, Aspect.RATES);
    }

    /** What it leaves to others, in order. */
    List<Aspect> unsaid() {
        return asked().stream().filter(each -> !says.contains(each)).sorted().toList();
    }
}
