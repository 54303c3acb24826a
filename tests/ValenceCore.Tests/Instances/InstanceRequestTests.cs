using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Instances;

namespace ValenceCore.Tests.Instances;

internal sealed class InstanceRequestTests
{
    [TestCase("", 1, 1, false)]
    [TestCase("\"max_count\": 5", 5, 1, true)]
    [TestCase("\"min_count\": 3", 3, 3, true)]
    [TestCase("\"min_count\": 2, \"max_count\": 5", 5, 2, true)]
    [TestCase("\"max_count\": 5, \"policy\": \"all-or-nothing\"", 5, 5, true)]
    [TestCase("\"max_count\": 5, \"policy\": \"best-effort\"", 5, 1, true)]
    public void A_count_says_how_many_are_wanted_and_how_many_are_enough(string fields, int count, int least, bool isBatch)
    {
        var request = Parse(fields).Value;

        (request.Count, request.AtLeast, request.IsBatch).ShouldBe((count, least, isBatch));
    }

    [Test]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        var problems = Parse("\"min_count\": 3, \"max_count\": 2, \"policy\": \"perhaps\", \"networks\": [{\"port_id\": \"a\"}, {\"port_id\": \"a\"}], \"colour\": 1").Failure!.Detail;

        problems.ShouldContain("min_count: must not be more than max_count");
        problems.ShouldContain("policy: 'perhaps' is not allowed");
        problems.ShouldContain("networks: names a port twice");
        problems.ShouldContain("colour: unknown property");
    }

    [TestCase("{\"source\": \"x\", \"checksum\": \"d41d8cd98f00b204e9800998ecf8427e\"}", "{\"image_source\":\"x\",\"image_type\":\"whole-disk-image\",\"image_checksum\":\"d41d8cd98f00b204e9800998ecf8427e\"}")]
    [TestCase(
        "{\"source\": \"x\", \"checksum\": \"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"}",
        "{\"image_source\":\"x\",\"image_type\":\"whole-disk-image\",\"image_os_hash_algo\":\"sha256\",\"image_os_hash_value\":\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"}")]
    [TestCase(
        "{\"source\": \"x\", \"kernel\": \"k\", \"ramdisk\": \"r\"}", "{\"image_source\":\"x\",\"image_type\":\"partition\",\"kernel\":\"k\",\"ramdisk\":\"r\",\"root_gb\":10}")]
    [TestCase("{\"boot_iso\": \"http://x/y.iso\"}", "{\"boot_iso\":\"http://x/y.iso\"}")]
    public void An_image_becomes_what_ironic_calls_instance_info(string image, string info) =>
        Parse("", image).Value.Image.ToInstanceInfo().ToJsonString().ShouldBe(info);

    private static Failures.Outcome<InstanceRequest> Parse(string fields, string image = "{\"source\": \"x\"}") => InstanceRequest.Parse((JsonObject)JsonNode.Parse(
        $$"""{"name": "n", "flavor_id": "f", "image": {{image}}{{(fields.Length > 0 ? ", " : "")}}{{fields}}}""")!);
}
