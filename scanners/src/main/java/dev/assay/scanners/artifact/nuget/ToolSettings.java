package dev.assay.scanners.artifact.nuget;

import org.w3c.dom.Element;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a .NET tool starts ({@code DotnetToolSettings.xml}).
 *
 * @param commands each with what starts it, for example {@code dotnet server.dll}
 * @param perRuntime ids of the packages that hold it for one runtime each, by that; empty where the
 *     package holds it itself
 */
public record ToolSettings(Map<String, String> commands, Map<String, String> perRuntime) {

    public ToolSettings {
        commands = Map.copyOf(commands);
        perRuntime = Map.copyOf(perRuntime);
    }

    /**
     * Reads one.
     *
     * @throws IOException when it is no such file
     */
    public static ToolSettings read(byte[] xml) throws IOException {
        var root = SafeXml.read(xml);
        var commands = new TreeMap<String, String>();
        for (var each : within(root, "commands", "command")) {
            var entry = SafeXml.attribute(each, "EntryPoint");
            var runner = SafeXml.attribute(each, "Runner");
            commands.put(
                    SafeXml.attribute(each, "Name"),
                    runner.isEmpty() || runner.equals("executable") ? entry : runner + " " + entry);
        }
        var perRuntime = new TreeMap<String, String>();
        for (var each : within(root, "runtimeidentifierpackages", "runtimeidentifierpackage")) {
            perRuntime.put(
                    SafeXml.attribute(each, "RuntimeIdentifier"), SafeXml.attribute(each, "Id"));
        }
        return new ToolSettings(commands, perRuntime);
    }

    private static List<Element> within(Element root, String list, String name) {
        var found = new ArrayList<Element>();
        for (var each : SafeXml.children(root, list)) {
            found.addAll(SafeXml.children(each, name));
        }
        return found;
    }
}
