using System.Text.Json.Nodes;

namespace ValenceCore.Drivers.Ironic;

/// <content>Verbs of the provision state machine (ironic-api 5).</content>
internal sealed partial class IronicDriver
{
    private static readonly Passage Manage = new("manage", "manageable", ["verifying"], "enroll", "Ironic cannot manage the node", "take control of");
    private static readonly Passage Inspect = new(
        "inspect", "manageable", ["inspecting", "inspect wait"], "inspect failed", "Ironic cannot inspect the node", "inspect");

    private static readonly Passage Provide = new("provide", "available", ["cleaning", "clean wait"], "clean failed", "Ironic cannot clean the node", "clean");
    private static readonly Passage Undeploy = new(
        "deleted", "available", ["deleting", "cleaning", "clean wait"], "clean failed", "Ironic cannot undeploy the node", "undeploy");

    public Task ManageAsync(string ironicUuid, CancellationToken cancellation) =>
        PassAsync(ironicUuid, Manage, options.Value.Deadlines.Register, cancellation);

    public Task InspectAsync(string ironicUuid, CancellationToken cancellation) =>
        PassAsync(ironicUuid, Inspect, options.Value.Deadlines.Provide, cancellation);

    public Task ProvideAsync(string ironicUuid, CancellationToken cancellation) =>
        PassAsync(ironicUuid, Provide, options.Value.Deadlines.Provide, cancellation);

    /// <param name="more">What goes with the verb, e.g. the config drive.</param>
    private async Task PassAsync(string ironicUuid, Passage passage, TimeSpan patience, CancellationToken cancellation, JsonObject? more = null)
    {
        var stage = passage.Stage;
        var due = time.GetUtcNow() + patience;
        async Task<bool> HasBegunAsync() =>
            (await FindNodeAsync(ironicUuid, stage, cancellation)).Text("provision_state") is { } state && (passage.OnTheWay.Contains(state) || (state == passage.Goal && passage.Leaves));

        var body = (JsonObject?)more?.DeepClone() ?? [];
        body["target"] = passage.Verb;
        var reply = await ChangeAsync(HttpMethod.Put, $"/v1/nodes/{ironicUuid}/states/provision", body, stage, HasBegunAsync, cancellation);

        // Refused may mean: begun, or done, by an earlier request whose answer was lost.
        if (reply is { IsSuccess: false } && (reply.Status is not (400 or 409) || !await LookAsync(HasBegunAsync)))
        {
            throw IronicFailures.Refused(stage, reply);
        }

        while (true)
        {
            var node = await FindNodeAsync(ironicUuid, stage, cancellation)
                ?? throw IronicFailures.New(
                    DriverFault.Missing, 502, "Bad Gateway", "Ironic Error", $"The Ironic node '{ironicUuid}' vanished.", stage);
            var state = node.Text("provision_state");
            if (state == passage.Goal)
            {
                return;
            }

            // It has ended without success: nothing is under way, and the reason is in last_error.
            if (state == passage.Failed ? HasFailed(node, passage) : state == "error")
            {
                throw IronicFailures.New(
                    DriverFault.Refused, 502, "Bad Gateway", passage.Title,
                    $"Ironic could not {passage.Words} the node '{ironicUuid}': {node.Text("last_error") ?? $"it is '{state}'"}", stage);
            }

            if (time.GetUtcNow() >= due)
            {
                throw TookTooLong($"Ironic did not bring the node '{ironicUuid}' to '{passage.Goal}' within {patience}", state, stage);
            }

            await Task.Delay(options.Value.Ironic.PollInterval, time, cancellation);
        }
    }

    /// <summary>A state of its own says it; back in <c>enroll</c> only the error tells that from "not begun".</summary>
    private static bool HasFailed(JsonNode node, Passage passage) =>
        passage.Failed != "enroll" || (node.Text("target_provision_state") is null && node.Text("last_error") is not null);

    /// <summary>A way through the state machine that a verb sets going.</summary>
    /// <param name="Failed">Where it ends when it goes wrong.</param>
    /// <param name="Words">What Ironic could not do then, as in "could not … the node".</param>
    private sealed record Passage(string Verb, string Goal, string[] OnTheWay, string Failed, string Title, string Words)
    {
        /// <summary>False for a verb that ends in the state in which it begins, so that this state does not tell whether it was done.</summary>
        public bool Leaves => Verb is not ("inspect" or "rebuild");

        public string Stage => Verb switch { "deleted" => "undeploy", "active" => "deploy", _ => Verb };
    }
}
