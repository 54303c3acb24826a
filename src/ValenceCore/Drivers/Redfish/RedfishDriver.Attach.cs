namespace ValenceCore.Drivers.Redfish;

internal sealed partial class RedfishDriver : IAttachDevices
{
    public async Task AttachAsync(NodePlace node, string deviceUri, CancellationToken cancellation) =>
        await (await DialectOfAsync(node, Stages.Attach, cancellation)).AttachAsync(node, deviceUri, cancellation);

    public async Task DetachAsync(NodePlace node, string deviceUri, CancellationToken cancellation) =>
        await (await DialectOfAsync(node, Stages.Detach, cancellation)).DetachAsync(node, deviceUri, cancellation);
}
