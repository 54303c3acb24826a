using System.Net;
using Shouldly;
using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Tests.Redfish.Composition.Model;

/// <content>Volumes of the pool, and nodes that get one: new, a copy, or one that is there.</content>
internal sealed partial class ModelRun
{
    private const long GiB = 1L << 30;

    private StorageService Pool => Pod.StorageServices.Values.Single();

    private string Volumes => $"/redfish/v1/StorageServices/{Pool.Id}/Volumes";

    private string Uri(ModelVolume volume) => $"{Volumes}/{volume.Id}";

    private async Task<string> CreateVolumeAsync(Move move)
    {
        var gib = 10 + (move.A % 4 * 10);
        var isPossible = _model.RoomGiB >= gib;
        var answer = await Redfish.PostAsync(Volumes, $$"""{"CapacityBytes":{{gib * GiB}}}""");
        ((int)answer.Status).ShouldBe(isPossible ? 201 : (int)answer.Status is 400 or 409 or 507 ? (int)answer.Status : 409, answer.Text);
        if (isPossible)
        {
            _model.Volumes.Add(new ModelVolume { Id = Pool.State.Volumes[^1].Id, GiB = gib });
        }

        return $"create volume of {gib} GiB: {(int)answer.Status}";
    }

    private async Task<string> DeleteVolumeAsync(Move move)
    {
        if (Pick(_model.Volumes, move.A) is not { } volume)
        {
            return "delete no volume";
        }

        var isPossible = _model.NodeOf(volume) is null && !_model.HasSnapshots(volume);
        var answer = await Redfish.DeleteAsync(Uri(volume));
        answer.Status.ShouldBe(isPossible ? HttpStatusCode.NoContent : HttpStatusCode.Conflict, answer.Text);
        if (isPossible)
        {
            _model.Volumes.Remove(volume);
        }

        return $"delete volume {volume.Id}: {(int)answer.Status}";
    }

    private async Task<string> AllocateVolumeAsync(Move move)
    {
        var named = move.A % 4 == 0 ? null : Pick(_model.Volumes, move.B);
        var gib = 10 + (move.C % 4 * 10);
        var promise = named is null ? new ModelVolume { GiB = gib }
            : move.A % 4 < 3 ? new ModelVolume { GiB = named.GiB, Master = named, IsSnapshot = move.A % 4 == 1 }
            : null;
        var isPossible = _model.CanAllocate(0, 0, 0, 0, 0) && (promise is null ? _model.IsUsable(named!) : promise.GiB <= _model.RoomGiB);
        var wish = promise switch
        {
            null => $$$"""{"Resource":{"@odata.id":"{{{Uri(named!)}}}"}}""",
            { Master: null } => $$"""{"CapacityGiB":{{gib}},"Protocol":"iSCSI"}""",
            _ => $$$"""{"Master":{"Type":"{{{(promise.IsSnapshot ? "Snapshot" : "Clone")}}}","Resource":{"@odata.id":"{{{Uri(named!)}}}"} } }""",
        };
        var answer = await Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", $$"""{"RemoteDrives":[{{wish}}]}""");
        ((int)answer.Status).ShouldBe(isPossible ? 201 : (int)answer.Status is 409 or 507 ? (int)answer.Status : 409, answer.Text);
        if (isPossible)
        {
            var made = Pod.Nodes[^1];
            var node = new ModelNode { Id = made.Id, Sled = _model.Part(made.SystemId), Devices = [], State = ModelState.Allocated, Promise = promise };
            _model.CanAllocate(node.Sled, 0, 0, 0, 0, 0).ShouldBeTrue($"{made.SystemId} was given");
            node.Volumes.AddRange(promise is null ? [named!] : []);
            _model.Take(node);
        }

        return $"allocate with {wish}: {(int)answer.Status}";
    }

    private void CompareVolumes()
    {
        Pool.State.Volumes.Select(v => $"{v.Id} {v.CapacityBytes / GiB} {Pod.NodeOf(new VolumeId(Pool.Id, v.Id))?.Id} {v.Source?.VolumeId} {v.Source?.IsSnapshot == true}")
            .ShouldBe(_model.Volumes.Select(v => $"{v.Id} {v.GiB} {_model.NodeOf(v)?.Id} {v.Master?.Id} {v.IsSnapshot}"), ignoreOrder: true);
        Pod.RoomIn(Pool).ShouldBe(_model.RoomGiB * GiB);
    }
}
