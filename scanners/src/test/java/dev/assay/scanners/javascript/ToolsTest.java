package dev.assay.scanners.javascript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.FindingKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server offers to a model, read from its code. */
class ToolsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server.tool('get_thing', 'Gets a thing', {id: z.string()}, async ({id}) => run(id))",
                "server.registerTool('get_thing', {description: 'Gets a thing', inputSchema: {id: z.string()}}, run)",
                "server.addTool({name: 'get_thing', description: 'Gets a thing', parameters: z.object({}), execute: run})",
                "server.setRequestHandler(S, () => ({tools: [{name: 'get_thing', description: 'Gets a thing', inputSchema: {type: 'object'}}]}))",
                "const tools = {get_thing: c({description: 'Gets a thing', parameters: z.object({}), execute: run})}",
                "const defs = {get_thing: {description: 'Gets a thing', parameters: shape, annotations: {readOnlyHint: !0}}}",
                "class T { static toolName = 'get_thing'; description = 'Gets a thing' }",
                "class GetTool { name = 'get_thing'; description = 'Gets a thing'; inputSchema = {}; async execute() {} }",
            })
    void toolIsFoundWithItsDescription(String code) {
        var facts = Sample.of("import {z} from 'zod';" + code).facts(FindingKind.TOOL_ADDED);

        assertThat(facts)
                .singleElement()
                .satisfies(
                        tool -> {
                            assertThat(tool.value()).isEqualTo("get_thing");
                            assertThat(tool.detail()).containsEntry("description", "Gets a thing");
                        });
    }

    @Test
    void schemaReadsTheSameAfterMinifying() {
        var source =
                "import {z} from 'zod'; const shape = {b: z.number().optional(), a: z.string().describe('an id')};"
                        + "server.registerTool('t', {description: 'd', inputSchema: shape}, run)";
        var minified =
                "import{z as e}from\"zod\";var q={a:e.string().describe(\"an id\"),b:e.number().optional()};"
                        + "x.registerTool(\"t\",{inputSchema:q,description:\"d\"},r)";

        var one = Sample.of(source).facts(FindingKind.TOOL_ADDED).getFirst().detail().get("schema");
        var other =
                Sample.of(minified).facts(FindingKind.TOOL_ADDED).getFirst().detail().get("schema");

        assertThat(one).isEqualTo(other).asString().contains("an id");
    }

    @Test
    void annotationsPromptsResourcesAndInstructionsAreFound() {
        var analysis =
                Sample.of(
                        """
                const server = new McpServer({name: 'n', version: '1'}, {instructions: 'Use with care'});
                server.tool('t', 'd', {}, {readOnlyHint: true}, run);
                server.registerPrompt('p', {description: 'asks'}, run);
                server.resource('r', 'file://x', run);
                """);

        assertThat(analysis.facts(FindingKind.TOOL_ADDED).getFirst().detail())
                .containsEntry("annotations", "{\"readOnlyHint\":true}");
        assertThat(analysis.values(FindingKind.PROMPT_CHANGED)).containsExactly("p");
        assertThat(analysis.values(FindingKind.RESOURCE_CHANGED)).containsExactly("r");
        assertThat(analysis.facts(FindingKind.INSTRUCTIONS_CHANGED).getFirst().detail())
                .containsEntry("text", "Use with care");
    }

    @Test
    void objectWithANameAndADescriptionIsNoTool() {
        assertThat(
                        Sample.of("const p = {name: 'server', description: 'x', version: '1'}")
                                .values(FindingKind.TOOL_ADDED))
                .isEmpty();
    }
}
