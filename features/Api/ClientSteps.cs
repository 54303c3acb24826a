using System.Text.Json.Nodes;
using Harness.Operators;

namespace Features.Api;

[Binding]
public sealed class ClientSteps(ClientOperator client)
{
    [When("the client sends {string}")]
    public Task Sends(string request) => client.SendAsync(request);

    [When("the client sends {string} with the body")]
    public Task SendsBody(string request, string body) => client.SendAsync(request, body);

    [When("the client sends {string} with the header {string} and the body")]
    public Task SendsHeader(string request, string header, string body) => client.SendAsync(request, body, Header(header));

    [When("the client sends {string} with the header {string}")]
    public Task SendsHeaderOnly(string request, string header) => client.SendAsync(request, null, Header(header));

    [When("the client sends {string} again with the tag it was given")]
    public Task SendsTag(string request) => client.SendAsync(request, null, ("If-None-Match", client.Last.Headers["ETag"]));

    [When("the client follows the link to the next page")]
    public Task FollowsLink() => client.SendNextAsync();

    [Then("the answer is {int}")]
    public void IsAnsweredWith(int status) => client.Last.Status.ShouldBe(status, client.Last.Text);

    [Then("the answer is a bare list of {int}")]
    public void IsList(int count)
    {
        client.Last.Status.ShouldBe(200, client.Last.Text);
        client.Last.Body.ShouldBeOfType<JsonArray>().Count.ShouldBe(count);
    }

    [Then("the answer has no body")]
    public void HasNoBody() => client.Last.Text.ShouldBeEmpty();

    [Then("the answer has the header {string}")]
    public void HasHeader(string header) => client.Last.Headers[Header(header).Name].ShouldBe(Header(header).Value);

    [Then("the answer has no header {string}")]
    public void HasNoHeader(string name) => client.Last.Headers.Keys.ShouldNotContain(name);

    [Then("{string} of the answer is {string}")]
    public void Says(string key, string value) => $"{client.Last.Body![key]}".ShouldBe(value, client.Last.Text, StringCompareShould.IgnoreCase);

    [Then("the answer has {string}")]
    public void Has(string keys)
    {
        var element = client.Last.Body is JsonArray list ? list[0]! : client.Last.Body!;
        keys.Split(", ").ShouldBeSubsetOf(element.AsObject().Select(pair => pair.Key), client.Last.Text);
    }

    [Then("it is an error whose detail names {string}")]
    public void IsError(string named)
    {
        var body = client.Last.Body.ShouldBeOfType<JsonObject>(client.Last.Text);
        ((string)body["detail"]!).ShouldContain(named);
        ((int)body["status"]!).ShouldBe(client.Last.Status);
        ((string)body["code"]!).ShouldNotBeEmpty();
        ((string)body["title"]!).ShouldNotBeEmpty();
        ((string)body["request_id"]!).ShouldNotBeEmpty();
    }

    private static (string Name, string Value) Header(string text)
    {
        var parts = text.Split(": ", 2);
        return (parts[0], parts[1]);
    }
}
