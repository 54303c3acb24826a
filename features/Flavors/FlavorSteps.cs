using Harness.Labs;
using Harness.Operators;

namespace Features.Flavors;

[Binding]
public sealed class FlavorSteps(FlavorOperator flavors)
{
    private LabReply _last = new(0, null, "nothing was sent yet");

    [When("the operator sends the flavor")]
    public async Task Sends(string json) => _last = await flavors.SendAsync(json);

    [Then("the flavor is taken")]
    public void IsTaken() => _last.Status.ShouldBe(200, _last.Text);

    [Then("the flavor is refused with {int}")]
    public void IsRefused(int status) => _last.Status.ShouldBe(status, _last.Text);

    [Then("the refusal names {string}")]
    public void RefusalNames(string property) => ((string)_last.Body!["detail"]!).ShouldContain(property);
}
