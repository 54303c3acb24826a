using Harness.Operators;
using Harness.Probes;

namespace Features.Faults;

[Binding]
public sealed class LostAnswerSteps(CompositionOperator nodes, RackProbe rack)
{
    [Then("{int} pooled drive(s) is/are free or held by a node that Valence lists")]
    public async Task FreeOrListed(int count)
    {
        var known = await nodes.ListNamesAsync();
        var held = (await rack.NodesAsync()).Where(n => known.Contains(n.Name)).Sum(n => n.Devices.Count);
        ((await rack.DevicesAsync()).Count(d => d.Node is null) + held).ShouldBe(count);
    }
}
