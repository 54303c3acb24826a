using System.Net;
using Shouldly;

namespace Simulator.Tests.Redfish.Composition.Model;

/// <content>What comes to nodes, and goes from them, by the actions of Intel's API.</content>
internal sealed partial class ModelRun
{
    private async Task<string> AttachAsync(Move move)
    {
        await SettleAsync();
        if (Pick(_model.Nodes, move.A) is not { } node)
        {
            return "attach to nothing";
        }

        var device = _model.Devices.ElementAt(move.B % _model.Devices.Count());
        var isPossible = _model.CanAttach(node, device);
        var answer = await ActAsync(node, "AttachResource", Uri(device));
        answer.Status.ShouldBe(isPossible ? HttpStatusCode.NoContent : Refusal(answer), answer.Text);
        if (isPossible)
        {
            _model.Take(device);
            node.Devices.Add(device);
        }

        return $"attach {device.Id} to {node.Id}: {(int)answer.Status}";
    }

    private async Task<string> DetachAsync(Move move)
    {
        await SettleAsync();
        if (Pick(_model.Nodes, move.A) is not { } node)
        {
            return "detach from nothing";
        }

        // As a rule one that it has. A drive that is detached waits to be erased.
        var device = Pick(node.Devices, move.B) is { } own && move.C % 8 > 0 ? own : _model.Devices.ElementAt(move.B % _model.Devices.Count());
        var isPossible = _model.CanDetach(node, device);
        var answer = await ActAsync(node, "DetachResource", Uri(device));
        answer.Status.ShouldBe(isPossible ? HttpStatusCode.NoContent : Refusal(answer), answer.Text);
        if (isPossible)
        {
            node.Devices.Remove(device);
            if (node is { IsExpansion: true, Devices.Count: 0 })
            {
                _model.Nodes.Remove(node);
            }
        }

        return $"detach {device.Id} from {node.Id}: {(int)answer.Status}";
    }

    private async Task<string> AttachVolumeAsync(Move move)
    {
        await SettleAsync();
        if (Pick([.. _model.Nodes.Where(n => n is { ComposedAs: null, IsExpansion: false })], move.A) is not { } node || Pick(_model.Volumes, move.B) is not { } volume)
        {
            return "attach no volume";
        }

        var isPossible = _model.CanAttach(node, volume);
        var answer = await ActAsync(node, "AttachResource", Uri(volume));
        answer.Status.ShouldBe(isPossible ? HttpStatusCode.NoContent : Refusal(answer), answer.Text);
        if (isPossible)
        {
            node.Volumes.Add(volume);
            node.Attached.Add(volume);
        }

        return $"attach volume {volume.Id} to {node.Id}: {(int)answer.Status}";
    }

    private async Task<string> DetachVolumeAsync(Move move)
    {
        await SettleAsync();
        if (Pick(_model.Nodes, move.A) is not { } node || Pick(move.C % 8 > 0 && node.Volumes.Count > 0 ? node.Volumes : _model.Volumes, move.B) is not { } volume)
        {
            return "detach no volume";
        }

        // One over iSCSI came with the node and goes with it.
        var isPossible = ModelPod.IsAtRest(node) && node.Attached.Contains(volume) && node.Volumes.Contains(volume);
        var answer = await ActAsync(node, "DetachResource", Uri(volume));
        answer.Status.ShouldBe(isPossible ? HttpStatusCode.NoContent : Refusal(answer), answer.Text);
        if (isPossible)
        {
            node.Volumes.Remove(volume);
            node.Attached.Remove(volume);
        }

        return $"detach volume {volume.Id} from {node.Id}: {(int)answer.Status}";
    }

    private Task<Answer> ActAsync(ModelNode node, string action, string uri) => LongAsync(() => Redfish.PostAsync(
        $"/redfish/v1/Nodes/{node.Id}/Actions/ComposedNode.{action}", $$$"""{"Resource":{"@odata.id":"{{{uri}}}"}}"""));

    private string Uri(ModelPart device) =>
        $"/redfish/v1/Chassis/{Pod.Devices[device.Id].DrawerId}/{(device.Kind == "NVMe" ? "Drives" : "Processors")}/{device.Id}";

    private static HttpStatusCode Refusal(Answer answer) => answer.Status is HttpStatusCode.BadRequest or HttpStatusCode.ServiceUnavailable ? answer.Status : HttpStatusCode.Conflict;
}
