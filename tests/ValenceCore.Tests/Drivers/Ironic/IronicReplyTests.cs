using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Drivers.Ironic;

namespace ValenceCore.Tests.Drivers.Ironic;

internal sealed class IronicReplyTests
{
    [TestCase("""{"error_message": "{\"faultstring\": \"Node x could not be found.\"}"}""", "Node x could not be found.")]
    [TestCase("""{"error_message": "{\"code\": 404, \"title\": \"Not Found\", \"description\": \"\"}"}""", "Not Found")]
    [TestCase("""{"error_message": {"faultstring": "not doubled"}}""", "not doubled")]
    [TestCase("""{"error": {"message": "Authorization required", "code": 401}}""", "Authorization required")]
    [TestCase("""{"error_message": "plain words"}""", "plain words")]
    [TestCase("""{}""", "status 400 without a reason")]
    [TestCase("""[]""", "status 400 without a reason")]
    public void The_words_of_an_error_are_found_in_every_shape(string body, string expected) =>
        new IronicReply(400, JsonNode.Parse(body)).Message.ShouldBe(expected);
}
