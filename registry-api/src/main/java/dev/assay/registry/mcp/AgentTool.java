package dev.assay.registry.mcp;

import java.util.Map;

/** What an agent may call. Its name, schemas and annotations stand in a resource of that name. */
interface AgentTool {

    String name();

    /**
     * Answers a call whose arguments fit the input schema.
     *
     * @return a record that fits the output schema
     * @throws NotAnsweredException when there is no such answer, with what to tell instead
     */
    Object call(AgentCaller caller, Map<String, Object> arguments) throws NotAnsweredException;
}
