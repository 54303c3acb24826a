using System.Net;
using Shouldly;

namespace Simulator.Tests.Redfish.Composition.Model;

/// <content>What there was in 2.1: nodes get endpoints, and drives say whether they are erased when a node is deleted.</content>
internal sealed partial class ModelRun
{
    private List<Func<Move, Task<string>>> VerbsOfEndpoints() =>
    [
        AllocateAsync, AllocateAsync, AssembleAsync, AssembleAsync, AllocateAndAssembleAsync, DeleteNodeAsync, DeleteNodeAsync, AttachAsync, AttachAsync, AttachAsync, DetachAsync,
        DetachAsync, KeepAsync, EraseAsync, MarkErasedAsync, ResetAsync, BreakAsync, HealAsync, WaitAsync,
    ];

    private async Task<string> KeepAsync(Move move)
    {
        List<ModelPart> drives = [.. _model.Devices.Where(d => d.Kind == "NVMe")];
        var (drive, isKept) = (drives[move.A % drives.Count], move.B % 3 > 0);
        var answer = await Redfish.PatchAsync(Uri(drive), $$"""{"Oem":{"Intel_RackScale":{"EraseOnDetach":{{(isKept ? "false" : "true")}} } } }""");
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        drive.IsKept = isKept;
        return $"{(isKept ? "keep" : "do not keep")} what is on {drive.Id}: {(int)answer.Status}";
    }

    private async Task CompareNodesAsync()
    {
        (await MembersAsync("/redfish/v1/Nodes")).ShouldBe(_model.Nodes.Select(n => $"/redfish/v1/Nodes/{n.Id}"), ignoreOrder: true);
        foreach (var node in _model.Nodes)
        {
            Links((await Redfish.GetAsync($"/redfish/v1/Nodes/{node.Id}")).Body.GetProperty("Links"), "LocalDrives")
                .Where(uri => uri.Contains("/Chassis/", StringComparison.Ordinal)).ShouldBe(node.Devices.Where(d => d.Kind == "NVMe").Select(Uri), ignoreOrder: true);
        }
    }
}
