using Harness.Operators;
using Harness.Probes;

namespace Features.Faults;

/// <summary>What must hold whatever broke.</summary>
[Binding]
public sealed class LawSteps(CompositionOperator nodes, RackProbe rack, IronicProbe ironic)
{
    [Then("Valence lists the owner of every node in the rack")]
    public async Task OwnersAreListed()
    {
        var listed = await nodes.ListIdsAsync();
        (await rack.NodesAsync()).ShouldAllBe(node => listed.Any(id => node.Description!.Contains($"valence:{id}")));
    }

    [Then("nothing is left, neither in the rack nor in Valence nor in Ironic")]
    public async Task NothingIsLeft()
    {
        (await rack.NodesAsync()).ShouldBeEmpty();
        (await rack.SystemsAsync()).ShouldAllBe(system => system.Node == null && system.Power == "Off");
        (await rack.DevicesAsync()).ShouldAllBe(device => device.Node == null);
        (await nodes.ListIdsAsync()).ShouldBeEmpty();
        (await ironic.NodesAsync()).ShouldBeEmpty();
        (await rack.BreachesAsync()).ShouldBeEmpty();
    }
}
