using System.Text.Json.Nodes;

namespace ValenceCore.Drivers.Redfish;

internal sealed partial class RedfishDriver : IAttachDevices
{
    public Task AttachAsync(NodePlace node, string deviceUri, CancellationToken cancellation) =>
        ConnectAsync(node, deviceUri, "Attach", cancellation);

    public Task DetachAsync(NodePlace node, string deviceUri, CancellationToken cancellation) =>
        ConnectAsync(node, deviceUri, "Detach", cancellation);

    /// <summary><c>…Resource</c> from release 2.3 on, <c>…Endpoint</c> in 2.1 and 2.2, nothing before (redfish-pod 1.1).</summary>
    private async Task ConnectAsync(NodePlace node, string deviceUri, string verb, CancellationToken cancellation)
    {
        var stage = verb == "Attach" ? "attach a device" : "detach a device";
        var actions = (await BeforeChangeAsync(() => connection.GetAsync(node.Uri, stage, cancellation))).Child("Actions");
        var target = actions.Child($"#ComposedNode.{verb}Resource").Text("target")
            ?? actions.Child($"#ComposedNode.{verb}Endpoint").Text("target")
            ?? throw new DriverException(DriverFault.Refused, Failure.NotImplemented(
                $"The pod manager '{connection.PodName}' offers no action to {stage}; that came with release 2.1 of its interface."));
        var body = new JsonObject { ["Resource"] = new JsonObject { ["@odata.id"] = deviceUri } };
        await connection.ChangeAsync(HttpMethod.Post, target, body, stage, isLong: true, cancellation);
    }
}
