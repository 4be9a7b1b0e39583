package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;
import dev.assay.scanners.text.Hosts;

import java.util.LinkedHashMap;

/** Hosts in a text that is run as code: they are called rather than mentioned. */
final class RunCode {

    private RunCode() {}

    static void contacted(Report report, Text code, String sink, Script script, Node call) {
        for (var to : Hosts.mentioned(code.text())) {
            report.markContacted(code.origin());
            var detail = new LinkedHashMap<String, Object>();
            detail.put("contacted", true);
            detail.put("sink", sink);
            detail.put("sinkFile", script.file());
            detail.put("sinkLine", script.line(call.focus()));
            if (Hosts.isLocal(to.host())) {
                detail.put("local", true);
            }
            report.add(
                    FindingKind.OUTBOUND_DOMAIN,
                    to.host(),
                    code.via(),
                    code.script(),
                    code.origin(),
                    detail,
                    script,
                    call);
        }
    }
}
