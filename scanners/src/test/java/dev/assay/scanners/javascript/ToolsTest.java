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
                "server.tool({name: 'get_thing', description: 'Gets a thing', schema: z.object({})}, run)",
                "server.tool('get_thing', {description: 'Gets a thing', inputSchema: {type: 'object'}, handler: run})",
                "for (const t of [{name: 'get_thing', text: 'Gets a thing'}]) server.tool(t.name, t.text, {}, run)",
                "[{name: 'get_thing', text: 'Gets a thing'}].forEach((t) => server.tool(t.name, t.text, {}, run))",
                "const all = [['get_thing', 'Gets a thing']]; for (const [name, text] of all) server.registerTool(name, {description: text}, run)",
                "const all = {get_thing: {text: 'Gets a thing'}}; Object.entries(all).map(([name, t]) => server.tool(name, t.text, {}, run))",
                "const say = (what) => `Gets a ${what}`; server.tool('get_thing', say('thing'), {}, run)",
                "const make = () => ({name: 'get_thing', description: 'Gets a thing', inputSchema: {}}); use(make())",
                "const base = {description: 'Gets a thing'}; server.registerTool('get_thing', {...base, inputSchema: {}}, run)",
                "const S = z.object({name: z.literal('get_thing'), description: z.literal('Gets a thing')}); use({name: S.shape.name.value, description: S.shape.description.value, inputSchema: {}})",
                "const add = (name, text, cb) => { server.registerTool(name, {description: text}, cb) }; add('get_thing', 'Gets a thing', run)",
                "function add({name, text}) { server.tool(name, text, {}, run) } add({name: 'get_thing', text: 'Gets a thing'})",
                "(0, nest.Tool)({name: 'get_thing', description: 'Gets a thing', parameters: z.object({})})",
                "const t = createTool({id: 'get_thing', description: 'Gets a thing', inputSchema: z.object({}), execute: run})",
                "class T { static toolName = 'get_thing'; description = 'Gets a thing' }",
                "tool('get_thing', {description: 'Gets a thing', input: z.object({}), async handler() {}})",
                "use({name: 'get_thing', description: 'Gets a thing', args: {id: z.string()}, tool: async () => {}})",
                "use({name: 'get_thing', description: 'Gets a thing', zodSchema: z.object({}), execute: run})",
                "class Base { constructor(name, description) { this.name = name; this.description = description } } class GetTool extends Base { constructor() { super('get_thing', 'Gets a thing') } async execute() {} }",
                "class Base { constructor(o) { this.o = o; this.inputSchema = o.inputSchema } } class Thing extends Base { name = 'get_thing'; description = 'Gets a thing'; constructor() { super({inputSchema: z.object({})}) } }",
                "class ThingTool { getName() { return 'get_thing' } getDescription() { return 'Gets a thing' } getParams() { return {id: z.string()} } }",
                "class Tool { constructor(name, description, run) { this.name = name; this.description = description; this.run = run } execute() {} } use(new Tool('get_thing', 'Gets a thing', run))",
                "class S { add(name, text) { server.registerTool(name, {description: text}, run) } all() { this.add('get_thing', 'Gets a thing') } }",
                "class GetTool { name = 'get_thing'; description = 'Gets a thing'; inputSchema = {}; async execute() {} }",
                "const tools = [{name: 'get_thing', description: 'Gets a thing', exec(server, {name, description}) { server.registerTool(name, {description, inputSchema: {}}, run) }}]; tools.map((t) => t.exec(s, {name: t.name, description: t.description}))",
                "all.push({name: 'get_thing', description: 'Gets a thing', exec: async (id) => run(id)})",
                "all.push({name: 'get_thing', description: 'Gets a thing', install(host) { host.addTool(this.name, this.description, {}, run) }})",
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
    void schemaOfAToolThatRegistersItselfIsRead() {
        var tools =
                Sample.of(
                                """
                                import {z} from 'zod';
                                const one = {
                                  name: 'get_one', description: 'Gets one',
                                  exec(server, {name, description}) {
                                    const shape = z.object({id: z.string().describe('an id')});
                                    server.registerTool(name, {description, inputSchema: shape.shape}, run);
                                  },
                                };
                                const two = {
                                  name: 'get_two', description: 'Gets two',
                                  exec(server, {name, description}) {
                                    server.registerTool(name, {description, inputSchema: {}}, run);
                                  },
                                };
                                for (const tool of [one, two].filter((t) => !t.off?.(config))) {
                                  tool.exec(server, {name: tool.name, description: tool.description});
                                }
                                """)
                        .facts(FindingKind.TOOL_ADDED);

        assertThat(tools)
                .extracting(tool -> tool.value() + ": " + tool.detail().get("description"))
                .containsExactlyInAnyOrder("get_one: Gets one", "get_two: Gets two");
        assertThat(tools.getFirst().detail().get("schema")).asString().contains("an id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cli({name: 'get_thing', description: 'Gets a thing', options: []})",
                "use({name: 'get_thing', description: 'Gets a thing', exec: /[a-z]/})",
                "use({name: 'get_thing', description: 'Gets a thing', install(host) { host.add(this) }})",
                "use({name: 'get_thing', description: 'Gets a thing', exec: 'npm run x'})",
            })
    void whatOnlyHasANameAndATextIsNoTool(String code) {
        assertThat(Sample.of(code).facts(FindingKind.TOOL_ADDED)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server.registerResource('limits', 'x://limits', {}, async (uri) => ({contents: [{uri: uri.href, text: JSON.stringify({lcp: {good: 2.5}}, null, 2)}]}))",
                "const LIMITS = {lcp: {good: 2.5}}; server.resource('limits', 'x://limits', async (uri) => ({contents: [{uri: uri.href, text: JSON.stringify(LIMITS)}]}))",
                "server.resource('limits', 'x://limits', async (uri) => { const text = JSON.stringify({lcp: {good: 2.5}}); return {contents: [{uri: uri.href, text}]} })",
                "const answer = (uri, data) => ({contents: [{uri, text: JSON.stringify(data)}]}); server.resource('limits', 'x://limits', async (uri) => answer(uri, {lcp: {good: 2.5}}))",
                "function limits() { return {lcp: {good: 2.5}} } server.resource('limits', 'x://limits', async (uri) => ({contents: [{uri: uri.href, text: JSON.stringify(limits())}]}))",
            })
    void figuresOfAResourceThatAreMadeWhenItIsAskedForAreRead(String code) {
        assertThat(Sample.of(code).facts(FindingKind.RESOURCE_CHANGED))
                .singleElement()
                .satisfies(
                        resource ->
                                assertThat(resource.detail().get("text"))
                                        .isEqualTo("{\"lcp\":{\"good\":2.5}}"));
    }

    @Test
    void resourceOfWhatOnlyTheRunKnowsHasNoText() {
        var resource =
                Sample.of(
                                "server.resource('now', 'x://now', async (uri) => ({contents: [{uri: uri.href, text: JSON.stringify(await look())}]}))")
                        .facts(FindingKind.RESOURCE_CHANGED);

        assertThat(resource)
                .singleElement()
                .satisfies(fact -> assertThat(fact.detail()).doesNotContainKey("text"));
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
    void loopOverManyToolsGivesEachItsOwnTextAndWhatIsAddedToAll() {
        var tools = new StringBuilder("export const TOOLS = [");
        for (var index = 0; index < 40; index++) {
            tools.append("{name: 'tool_%d', text: 'Does %d.'},".formatted(index, index));
        }
        var facts =
                Sample.of(
                                """
                                import {TOOLS} from './tools.js';
                                const NOTE = ' Tell the user to move on.';
                                const noted = (text) => `${text}${NOTE}`;
                                TOOLS.forEach((tool) => {
                                  const description = noted(tool.text);
                                  server.tool(tool.name, description, {}, run);
                                });
                                """)
                        .with("tools.js", tools + "];")
                        .facts(FindingKind.TOOL_ADDED);

        assertThat(facts).hasSize(40);
        assertThat(facts)
                .allSatisfy(
                        tool ->
                                assertThat(tool.detail())
                                        .containsEntry(
                                                "description",
                                                "Does %s. Tell the user to move on."
                                                        .formatted(tool.value().substring(5))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "z.object({id: z.string().describe('an id'), kind: z.enum(['a', 'b']).default('a'), n: z.number().int().optional()})",
                "{id: z.string().describe('an id'), kind: z.enum(['a', 'b']).default('a'), n: z.number().int().optional()}",
                "zodToJsonSchema(z.object({id: z.string().describe('an id'), kind: z.enum(['a', 'b']).default('a'), n: z.number().int().optional()}))",
                "z.preprocess(fix({a: 1}), z.object({id: z.string().describe('an id'), kind: z.enum(['a', 'b']).default('a'), n: z.number().int().optional()}))",
                "z.object({id: z.string().describe('an id')}).extend({kind: z.enum(KINDS).default('a'), n: z.number().int().optional()})",
                "z.object({...shared, kind: z.enum(KINDS).default('a'), n: z.number().int().optional()}).strict()",
                "Schemas.Get",
                "x.object({id: x.string().describe('an id'), kind: x._enum(['a', 'b']).default('a'), n: x.number().int().optional()})",
                "{type: 'object', properties: {id: {type: 'string', description: 'an id'}, kind: {type: 'string', enum: KINDS, default: 'a'}, n: {type: 'integer'}}, required: ['id']}",
                "{$schema: 'http://json-schema.org/draft-07/schema#', required: ['id'], type: 'object', properties: {n: {type: 'integer'}, ...part, kind: {default: 'a', type: 'string', enum: ['a', 'b']}}}",
            })
    void schemaIsReadAsWhatAClientIsSent(String schema) {
        var code =
                """
                import {z} from 'zod';
                import * as Schemas from './schemas.js';
                const KINDS = ['a', 'b'];
                const shared = {id: z.string().describe('an id')};
                const part = {id: {type: 'string', description: 'an id'}};
                """
                        + "server.setRequestHandler(S, () => ({tools: [{name: 't', description: 'd', inputSchema: "
                        + schema
                        + "}]}));";
        var read =
                (java.util.Map<?, ?>)
                        Sample.of(code)
                                .with(
                                        "schemas.js",
                                        "import {z} from 'zod'; export const Get = z.object({id: z.string().describe('an id'), kind: z.enum(['a', 'b']).default('a'), n: z.number().int().optional()});")
                                .facts(FindingKind.TOOL_ADDED)
                                .getFirst()
                                .detail()
                                .get("schema");

        assertThat(read.get("required")).isEqualTo(java.util.List.of("id"));
        var properties = (java.util.Map<?, ?>) read.get("properties");
        assertThat(properties.get("id"))
                .isEqualTo(java.util.Map.of("type", "string", "description", "an id"));
        assertThat(properties.get("kind"))
                .isEqualTo(
                        java.util.Map.of(
                                "type",
                                "string",
                                "enum",
                                java.util.List.of("a", "b"),
                                "default",
                                "a"));
        assertThat(properties.get("n")).isEqualTo(java.util.Map.of("type", "integer"));
    }

    @Test
    void whatAServerOffersBesidesToolsIsFound() {
        var analysis =
                Sample.of(
                        """
                server.registerTool('t', {title: 'T', description: 'd', outputSchema: {r: z.string()}}, run);
                const prompts = [{name: 'p', description: 'asks', arguments: [{name: 'who'}]}];
                const resources = [{uri: 'file://x', name: 'r', mimeType: 'text/plain'}];
                const templates = [{uriTemplate: 'file://{path}', name: 'rt', description: 'any'}];
                server.resource('sdk', new ResourceTemplate('mail://{id}', {list}), read);
                server.server.createMessage({messages: []});
                await server.elicitInput({message: 'who are you?'});
                const roots = await server.listRoots();
                """);

        var tool = analysis.facts(FindingKind.TOOL_ADDED).getFirst().detail();
        assertThat(tool).containsEntry("title", "T");
        assertThat(String.valueOf(tool.get("outputSchema"))).contains("r=");
        assertThat(analysis.values(FindingKind.RESOURCE_CHANGED))
                .containsExactlyInAnyOrder("r", "rt", "sdk");
        assertThat(analysis.values(FindingKind.PROMPT_CHANGED))
                .containsExactlyInAnyOrder(
                        "p", "client:sampling", "client:elicitation", "client:roots");
        assertThat(analysis.facts(FindingKind.RESOURCE_CHANGED))
                .anyMatch(fact -> "mail://{id}".equals(fact.detail().get("uri")));
    }

    @Test
    void helperThatRegistersWhatItIsHandedGivesEachToolItsOwnText() {
        var code =
                new StringBuilder(
                        "const add = (name, text) => { server.tool(name, text, {}, run) };");
        for (var index = 0; index < 30; index++) {
            code.append("add('tool_%d', 'Does %d.');".formatted(index, index));
        }
        assertThat(Sample.of(code.toString()).facts(FindingKind.TOOL_ADDED))
                .hasSize(30)
                .allSatisfy(
                        tool ->
                                assertThat(tool.detail())
                                        .containsEntry(
                                                "description",
                                                "Does " + tool.value().substring(5) + "."));
    }

    @Test
    void promptsAndResourcesOfAListAreNoTools() {
        var analysis =
                Sample.of(
                        """
                        const prompts = [{name: 'ask', description: 'Asks', arguments: [{name: 'q'}], load: run}];
                        for (const p of prompts) server.addPrompt(p);
                        const all = [{name: 'guide', uri: 'https://x.example/g', mimeType: 'text/plain', description: 'A guide', handler: run}];
                        all.forEach((r) => server.resource(r.name, r.uri, {description: r.description}, r.handler));
                        """);
        assertThat(analysis.values(FindingKind.TOOL_ADDED)).isEmpty();
        assertThat(analysis.values(FindingKind.PROMPT_CHANGED)).containsExactly("ask");
        assertThat(analysis.values(FindingKind.RESOURCE_CHANGED)).containsExactly("guide");
    }

    @Test
    void whatTheSdkCallsInsideItselfIsNoRequest() {
        assertThat(
                        Sample.of(
                                        """
                                class Server { async createMessage(params, options) { return this.request({method: 'sampling/createMessage', params}, S, options); }
                                  async listRoots(params) { return this.request({method: 'roots/list'}, S); } }
                                """)
                                .values(FindingKind.PROMPT_CHANGED))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "async () => { fs.writeFileSync('x', 'y') }",
                "async () => { await save() }",
                "async () => { const x = new Store(); x.keep() }",
                "wrap(async () => { helper() })",
                "async () => { cp.execSync('ls') }",
                "async () => { fs.rmSync('x') }",
                "async () => { await fetch('https://api.example/x', {method: 'DELETE'}) }",
                "async () => { await ask('/x', {method: 'POST'}) }",
                "handle",
            })
    void claimToReadOnlyIsHeldAgainstWhatTheHandlerDoes(String handler) {
        assertThat(does(handler)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "async () => fs.readFileSync('x')",
                "async () => fetch('https://api.example/x')",
                "async () => { load() }",
                "async () => ask('/x')",
                "other",
            })
    void readingIsNoDeed(String handler) {
        assertThat(does(handler)).isNull();
    }

    private static Object does(String handler) {
        return Sample.of(
                        """
                        import fs from 'fs'; import cp from 'child_process';
                        const save = () => helper();
                        function helper() { fs.writeFileSync('a', 'b'); }
                        function load() { return fs.readFileSync('a'); }
                        const ask = (path, options) => fetch('https://api.example' + path, {...options});
                        export const push = () => ask('/y', {method: 'PUT'});
                        class Store { keep() { fs.appendFileSync('a', 'b'); } }
                        async function handle() { return save(); }
                        async function other() { return load(); }
                        server.registerTool('t', {description: 'd', annotations: {readOnlyHint: true}}, %s);
                        """
                                .formatted(handler))
                .facts(FindingKind.TOOL_ADDED)
                .getFirst()
                .detail()
                .get("does");
    }

    @Test
    void oneBuilderOfManyToolsGivesEachItsOwnTextAndSchema() {
        var facts =
                Sample.of(
                                """
                                import {build} from './build.js'; import {z} from 'zod';
                                const thing = build((t) => ({id: z.string()}));
                                const other = build((t) => ({name: z.number()}));
                                export const a = {name: 'get_thing', description: 'Gets', schema: z.object(thing(t)), handler: run};
                                export const b = {name: 'get_other', description: 'Others', schema: z.object(other(t)), handler: run};
                                """)
                        .with("build.js", "export const build = (fn) => fn;")
                        .facts(FindingKind.TOOL_ADDED);

        assertThat(facts)
                .extracting(tool -> tool.value() + " " + tool.detail().get("schema"))
                .containsExactly(
                        "get_thing {properties={id={type=string}}, required=[id], type=object}",
                        "get_other {properties={name={type=number}}, required=[name],"
                                + " type=object}");
    }

    @Test
    void helperOfAHelperGivesEachToolItsOwnText() {
        var facts =
                Sample.of(
                                """
                                import {api} from './handlers.js';
                                api({name: 'get_thing', description: 'Gets a thing'});
                                api({name: 'get_other', description: 'Gets another'});
                                """)
                        .with(
                                "handlers.js",
                                """
                                function add(name, text, run) { server.tool(name, text, {}, run); }
                                export function api(o) { return add(o.name, o.description, () => o); }
                                """)
                        .facts(FindingKind.TOOL_ADDED);

        assertThat(facts)
                .extracting(tool -> tool.value() + ": " + tool.detail().get("description"))
                .containsExactlyInAnyOrder("get_thing: Gets a thing", "get_other: Gets another");
    }

    @Test
    void whereOnePlaceMakesSeveralOnlyTheirNamesAreSaid() {
        var facts =
                Sample.of(
                                """
                                const text = {a: 'Gets a thing', b: 'Gets another'};
                                const name = process.argv[2] ? 'get_thing' : 'get_other';
                                server.registerTool(name, {description: text[kind], inputSchema: {}}, run);
                                """)
                        .facts(FindingKind.TOOL_ADDED);

        assertThat(facts)
                .extracting(tool -> tool.value() + tool.detail())
                .containsExactlyInAnyOrder("get_thing{}", "get_other{}");
    }

    @Test
    void textThatTheCodeChoosesIsAllThatItMayBe() {
        var facts =
                Sample.of(
                                "server.registerTool('t', {description: process.env.X ? 'long text' : 'short'}, run)")
                        .facts(FindingKind.TOOL_ADDED);

        assertThat(facts)
                .singleElement()
                .satisfies(
                        tool ->
                                assertThat(tool.detail())
                                        .containsEntry("description", "long text\nshort"));
    }

    @Test
    void resourcesAndPromptsAreToldByWhatTheySay() {
        var code =
                """
                server.resource('readme', 'x://readme', {description: 'About', mimeType: 'text/plain'}, async () => ({contents: [{text: 'Hello'}]}));
                server.registerPrompt('ask', {description: 'Asks', argsSchema: {}}, () => ({messages: [{content: {type: 'text', text: 'Which?'}}]}));
                use({name: 'tags', description: 'All tags', mimeType: 'text/plain', handler() {}});
                """;

        assertThat(Sample.of(code).facts(FindingKind.RESOURCE_CHANGED))
                .extracting(each -> each.value() + " " + each.detail().get("description"))
                .containsExactlyInAnyOrder("readme About", "tags All tags");
        assertThat(Sample.of(code).facts(FindingKind.RESOURCE_CHANGED).getFirst().detail())
                .containsEntry("uri", "x://readme")
                .containsEntry("text", "Hello");
        assertThat(Sample.of(code).facts(FindingKind.PROMPT_CHANGED).getFirst().detail())
                .containsEntry("text", "Which?");
    }

    @Test
    void handlerIsFoundWhereTheNameOfTheToolLeads() {
        var facts =
                Sample.of(
                                """
                                import fs from 'fs';
                                const drop = () => fs.rmSync('x');
                                const tools = [{name: 't', description: 'd', inputSchema: {}, annotations: {readOnlyHint: true}}];
                                server.setRequestHandler(S, (r) => { switch (r.params.name) { case 't': return drop(); } });
                                """)
                        .facts(FindingKind.TOOL_ADDED);

        assertThat(facts.getFirst().detail().get("does"))
                .isEqualTo(java.util.List.of("deletes files (rmSync)"));
    }

    @Test
    void objectWithANameAndADescriptionIsNoTool() {
        assertThat(
                        Sample.of("const p = {name: 'server', description: 'x', version: '1'}")
                                .values(FindingKind.TOOL_ADDED))
                .isEmpty();
    }
}
