package dev.assay.scanners.javascript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools whose name, text and function stand apart, or that are registered without being named. */
class ToolsApartTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "export const name = 'get_thing'; export const description = 'Gets a thing'; export const inputSchema = {id: z.string()}; export async function handler() {}",
                "export const method = 'get_thing'; export const description = 'Gets a thing'; export const parameters = z.object({}); export const handler = async () => {}",
                "exports.name = void 0; exports.description = void 0; exports.schema = void 0; exports.run = run; exports.name = 'get_thing';"
                        + " exports.description = 'Gets a thing'; exports.schema = z.object({}); async function run() {}",
                "class GetThing extends FrameworkTool { static NAME = 'get_thing'; getName() { return GetThing.NAME }"
                        + " getConfig() { return {title: 'Get', description: 'Gets a thing', inputSchema: {id: z.string()}} } async exec() {} }",
                "class GetThing { name = 'get_thing'; get config() { return {description: 'Gets a thing', inputSchema: {}} } execute() {} }",
                "const rows = [{title: 'get_thing', summary: 'Gets a thing', handler: 'getThing', inputSchema: S}]; rows.forEach((row) => add(row))",
                "function all(register) { register({title: 'get_thing', summary: 'Gets a thing', inputSchema: S}, async () => {}) }",
            })
    void toolIsFoundWithItsDescription(String code) {
        assertThat(Sample.of("import {z} from 'zod';" + code).facts(FindingKind.TOOL_ADDED))
                .singleElement()
                .satisfies(
                        tool -> {
                            assertThat(tool.value()).isEqualTo("get_thing");
                            assertThat(tool.detail()).containsEntry("description", "Gets a thing");
                            assertThat(tool.detail()).containsKey("schema");
                        });
    }

    @Test
    void rowOfATableOfToolsIsOneThoughItTakesNothing() {
        assertThat(
                        Sample.of(
                                        """
                                        const rows = [
                                          {title: 'List Things', summary: 'Lists', handler: 'list'},
                                          {title: 'Get Thing', summary: 'Gets', handler: 'get', inputSchema: S},
                                        ];
                                        """)
                                .values(FindingKind.TOOL_ADDED))
                .containsExactlyInAnyOrder("List Things", "Get Thing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "export const name = 'thing'; export const description = 'A plugin'; export function run() {}",
                "export const name = 'thing'; export const description = 'A thing'; export const schema = {};",
                "const pages = [{title: 'Home', description: 'The first', handler: 'home'}, {title: 'About', description: 'Us', handler: 'about'}]",
                "class Page { getName() { return 'page' } getConfig() { return {description: 'A page', layout: 'wide'} } }",
                "show({title: 'Thing', description: 'A dialog'}, () => {})",
            })
    void whatIsNamedAndDescribedAloneIsNoTool(String code) {
        assertThat(Sample.of(code).values(FindingKind.TOOL_ADDED)).isEmpty();
    }

    @Test
    void whatARegistrationSaysOfAModuleIsToldAlone() {
        var facts =
                new Sample()
                        .with(
                                "index.js",
                                "import * as thing from './thing.js'; server.registerTool(thing.name,"
                                        + " {description: thing.description, inputSchema: thing.inputSchema}, thing.handler)")
                        .with(
                                "thing.js",
                                "export const name = 'get_thing'; export const description = 'Gets a thing';"
                                        + " export const inputSchema = {}; export const handler = async () => {}")
                        .facts(FindingKind.TOOL_ADDED);

        assertThat(facts).extracting(Fact::value).containsExactly("get_thing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import {readdir} from 'node:fs/promises'; import {join} from 'node:path';"
                        + " const folder = join(import.meta.dirname, './tools');"
                        + " for (const file of await readdir(folder)) { await import(join(folder, file)) }",
                "const fs = require('fs'), path = require('path');"
                        + " fs.readdirSync(path.join(__dirname, 'tools')).forEach((file) => require(path.join(__dirname, 'tools', file)))",
                "import {MCPServer} from 'mcp-framework'; new MCPServer().start()",
            })
    void filesOfAFolderThatIsListedAndLoadedAreReached(String code) {
        var analysis =
                new Sample()
                        .with("index.js", code)
                        .with("tools/one.js", "export default 1")
                        .with("tools/two/index.js", "export default 2")
                        .with("other/three.js", "export default 3")
                        .analyse();

        assertThat(analysis.reachableFiles())
                .containsExactlyInAnyOrder("index.js", "tools/one.js", "tools/two/index.js");
    }

    @Test
    void folderThatIsOnlyListedLoadsNothing() {
        var analysis =
                new Sample()
                        .with("index.js", "import fs from 'fs'; show(fs.readdirSync('./tools'))")
                        .with("tools/one.js", "export default 1")
                        .analyse();

        assertThat(analysis.reachableFiles()).containsExactly("index.js");
    }
}
