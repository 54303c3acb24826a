using System.Net;
using Shouldly;
using static Simulator.Tests.Redfish.Composition.Composing;

namespace Simulator.Tests.Redfish.Composition.Model;

/// <content>What clients say of blocks: which sleds are some, which devices may be shared.</content>
internal sealed partial class ModelRun
{
    // Nothing is said of a device that has one place, or while somebody has it, or will.
    private async Task<string> ShareAsync(Move move)
    {
        var device = Pick([.. _model.Devices.Where(d => d.Shares > 1)], move.A)!;
        var isShared = move.B % 2 == 0;
        var isPossible = isShared == device.IsShared || _model.IsFree(device);
        var answer = await Redfish.PatchAsync(Block(device.Id), $$$"""{"CompositionStatus":{"SharingEnabled":{{{(isShared ? "true" : "false")}}}}}""");
        answer.Status.ShouldBe(isPossible ? HttpStatusCode.OK : HttpStatusCode.BadRequest, answer.Text);
        device.IsShared = isPossible ? isShared : device.IsShared;
        return $"{(isShared ? "share" : "do not share")} {device.Id}: {(int)answer.Status}";
    }

    private async Task<string> RegisterAsync(Move move)
    {
        var sled = Pick([.. _model.Sleds.Where(s => !s.IsBlock)], move.A) ?? _model.Sleds.ElementAt(move.B % _model.Sleds.Count());
        var isPossible = !sled.IsBlock;
        var answer = await Redfish.RegisterAsync(_model.NodeOf(sled)?.SystemId ?? sled.Id);
        ((int)answer.Status).ShouldBe(isPossible ? 201 : (int)answer.Status is 400 or 409 ? (int)answer.Status : 409, answer.Text);
        sled.IsBlock = true;
        return $"register {sled.Id}: {(int)answer.Status}";
    }

    private async Task<string> UnregisterAsync(Move move)
    {
        var sled = _model.Sleds.ElementAt(move.A % _model.Sleds.Count());
        var isPossible = sled.IsBlock && _model.IsFree(sled);
        var answer = await Redfish.DeleteAsync(Block(sled.Id));
        answer.Status.ShouldBe(isPossible ? HttpStatusCode.NoContent : sled.IsBlock ? HttpStatusCode.Conflict : HttpStatusCode.NotFound, answer.Text);
        sled.IsBlock = sled.IsBlock && !isPossible;
        return $"unregister {sled.Id}: {(int)answer.Status}";
    }
}
