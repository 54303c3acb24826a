using System.Net;
using System.Net.Http.Headers;
using System.Text;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish.Update;

/// <summary>Images that come with the request: as a form, and in the older way as the bare body.</summary>
public sealed class PushTests
{
    private const string Service = "/redfish/v1/UpdateService";
    private const string System = "/redfish/v1/Systems/r1-d1-s1";
    private const string AtSystem = $$"""{"Targets":["{{System}}"]}""";

    private StartedSimulator _simulator = null!;
    private string _form = null!;
    private string _bare = null!;

    private RedfishClient Redfish => _simulator.Redfish;

    [SetUp]
    public async Task StartAsync()
    {
        _simulator = await StartedSimulator.StartAsync();
        _simulator.App.Clock.Freeze();
        var service = (await Redfish.GetAsync(Service)).Body;
        (_form, _bare) = (service.GetProperty("MultipartHttpPushUri").GetString()!, service.GetProperty("HttpPushUri").GetString()!);
    }

    [TearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [Test]
    public async Task A_pushed_image_is_a_task_like_any_update()
    {
        var answer = await PushAsync(AtSystem, "bios-2.4.1.bin");

        answer.Status.ShouldBe(HttpStatusCode.Accepted);
        await _simulator.PassAsync(60);
        (await VersionAsync("r1-d1-s1")).ShouldBe("2.4.1");
        (await VersionAsync("r1-d1-s2")).ShouldBe("2.3.0");
        var task = (await Redfish.GetAsync(answer.Headers["Location"])).Body;
        task.GetProperty("TaskState").GetString().ShouldBe("Completed");
        task.GetProperty("HidePayload").GetBoolean().ShouldBeTrue();
    }

    [Test]
    public async Task A_pushed_image_can_wait_for_the_next_boot()
    {
        await PushAsync($$"""{"Targets":["{{System}}"],"@Redfish.OperationApplyTime":"OnReset"}""", "C:\\images\\bios-2.4.1.bin");
        await _simulator.PassAsync(60);

        (await VersionAsync("r1-d1-s1")).ShouldBe("2.3.0");
        (await Redfish.GetAsync(Service + "/FirmwareInventory/r1-d1-s1-bios-staged")).Body.GetProperty("Version").GetString().ShouldBe("2.4.1");
    }

    [Test]
    public async Task A_part_that_is_being_updated_takes_no_second_image()
    {
        await PushAsync(AtSystem, "bios-2.4.1.bin");

        (await PushAsync(AtSystem, "bios-2.5.0.bin")).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [TestCase(null, "bios-2.4.1.bin", "PropertyMissing #/UpdateParameters")]
    [TestCase("{}", null, "PropertyMissing #/UpdateFile")]
    [TestCase("{}", "bios.bin", "PropertyValueFormatError #/UpdateFile")]
    [TestCase("""{"Targets":["/redfish/v1/Systems/none","/redfish/v1/Systems/r1-d1-s1"]}""", "bios.bin",
        "PropertyValueFormatError #/UpdateFile", "ResourceMissingAtURI #/Targets")]
    [TestCase("[]", "bios-2.4.1.bin", "UnrecognizedRequestBody")]
    [TestCase("{", "bios.bin", "MalformedJSON", "PropertyValueFormatError #/UpdateFile")]
    [TestCase("{}", "vendor_7.1.tar.gz", "ActionParameterMissing #/Targets")]
    [TestCase("""{"Targets":["/redfish/v1/Systems/none"],"ForceUpdate":1,"X":1}""", "bios-2.4.1.bin",
        "ResourceMissingAtURI #/Targets", "ActionParameterValueTypeError #/ForceUpdate", "ActionParameterUnknown #/X")]
    public async Task Everything_wrong_with_a_form_is_told_and_nothing_starts(string? parameters, string? file, params string[] problems)
    {
        var answer = await PushAsync(parameters, file);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe(problems, ignoreOrder: true);
        (await Redfish.GetAsync("/redfish/v1/TaskService/Tasks")).Body.GetProperty("Members").GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task Parts_that_nobody_knows_or_that_come_twice_are_named_and_those_of_makers_passed_over()
    {
        using var form = Form(AtSystem, "bios-2.4.1.bin");
        form.Add(new ByteArrayContent([1]), "UpdateFile", "bios-2.5.0.bin");
        form.Add(new StringContent("x"), "Colour");
        form.Add(new StringContent("x"), "OemContoso");

        (await Redfish.SendAsync(HttpMethod.Post, _form, form)).Problems.ShouldBe(["PropertyDuplicate #/UpdateFile", "PropertyUnknown #/Colour"]);
    }

    [Test]
    public async Task An_empty_file_is_no_image()
    {
        using var form = Form(AtSystem, file: null);
        form.Add(new ByteArrayContent([]), "UpdateFile", "bios-2.4.1.bin");

        (await Redfish.SendAsync(HttpMethod.Post, _form, form)).Problems.ShouldBe(["PropertyValueFormatError #/UpdateFile"]);
    }

    [TestCase("--x\r\nContent-Disposition: form-data; name=\"UpdateFile\"; filename=\"bios-2.4.1.bin\"\r\n\r\nbytes")] // breaks off
    [TestCase("no form at all")]
    [TestCase("")]
    public async Task A_form_that_breaks_off_is_refused(string body)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");

        var answer = await Redfish.SendAsync(HttpMethod.Post, _form, content);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe(["UnrecognizedRequestBody"]);
    }

    [TestCase("application/json", HttpStatusCode.UnsupportedMediaType)]
    [TestCase("multipart/mixed; boundary=x", HttpStatusCode.UnsupportedMediaType)]
    [TestCase("multipart/form-data", HttpStatusCode.BadRequest)]
    public async Task A_body_that_is_no_form_is_refused_by_its_type(string type, HttpStatusCode status)
    {
        using var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        var answer = await Redfish.SendAsync(HttpMethod.Post, _form, content);

        answer.Status.ShouldBe(status);
        answer.Problems.ShouldBe(["HeaderInvalid"]);
    }

    [Test]
    public async Task An_image_is_taken_up_to_the_size_that_the_service_tells()
    {
        var largest = (int)(await Redfish.GetAsync(Service)).Body.GetProperty("MaxImageSizeBytes").GetInt64();

        (await PushAsync(AtSystem, "bios-2.4.1.bin", size: 5_000_000)).Status.ShouldBe(HttpStatusCode.Accepted);

        // Asking first: otherwise the refusal may meet a client that is still sending, and breaks its line.
        foreach (var size in new[] { largest + 1, largest + 2_000_000 })
        {
            var answer = await PushBareAsync("bios-2.4.1.bin", size, ("Expect", "100-continue"));
            answer.Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
            answer.Problems.ShouldBe(["PayloadTooLarge"]);
        }
    }

    [Test]
    public async Task Who_may_not_configure_components_pushes_nothing()
    {
        await Redfish.PostAsync("/redfish/v1/AccountService/Accounts", """{"UserName":"reader","Password":"correct horse 2","RoleId":"ReadOnly"}""");
        using var reader = new RedfishClient(_simulator.App.RedfishAddress, "reader", "correct horse 2");
        using var form = Form(AtSystem, "bios-2.4.1.bin");

        (await reader.SendAsync(HttpMethod.Post, _form, form)).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Test]
    public async Task A_bare_image_goes_by_what_the_service_was_told_before()
    {
        var told = await Redfish.PatchAsync(Service, $$"""
            { "HttpPushUriTargets": [ "{{System}}" ], "HttpPushUriTargetsBusy": true,
              "HttpPushUriOptions": { "HttpPushUriApplyTime": { "ApplyTime": "OnReset" } } }
            """);
        told.Status.ShouldBe(HttpStatusCode.OK);
        told.Body.GetProperty("HttpPushUriTargets")[0].GetString().ShouldBe(System);
        told.Body.GetProperty("HttpPushUriTargetsBusy").GetBoolean().ShouldBeTrue();

        (await PushBareAsync("bios-2.4.1.bin")).Status.ShouldBe(HttpStatusCode.Accepted);
        await _simulator.PassAsync(60);
        (await VersionAsync("r1-d1-s1")).ShouldBe("2.3.0");
        (await Redfish.GetAsync(Service + "/FirmwareInventory/r1-d1-s1-bios-staged")).Status.ShouldBe(HttpStatusCode.OK);

        await Redfish.PatchAsync(Service, """{"HttpPushUriTargets":[null],"HttpPushUriOptions":{"HttpPushUriApplyTime":{"ApplyTime":"Immediate"}}}""");
        await PushBareAsync("bios-2.5.0.bin");
        await _simulator.PassAsync(60);
        (await VersionAsync("r1-d1-s1")).ShouldBe("2.5.0");
        (await VersionAsync("r2-d3-s4")).ShouldBe("2.5.0");
    }

    [TestCase(null, "HeaderMissing")]
    [TestCase("attachment", "HeaderInvalid")]
    [TestCase("attachment; filename=\"bios.bin\"", "HeaderInvalid")]
    [TestCase(";;;", "HeaderInvalid")]
    public async Task A_bare_image_needs_a_name(string? disposition, string problem)
    {
        using var content = new ByteArrayContent([1, 2, 3]);
        if (disposition is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Disposition", disposition);
        }

        var answer = await Redfish.SendAsync(HttpMethod.Post, _bare, content);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe([problem]);
    }

    [Test]
    public async Task Everything_wrong_with_a_patch_of_the_service_is_told()
    {
        var answer = await Redfish.PatchAsync(Service, """
            { "HttpPushUriTargets": [ "/redfish/v1/Systems/none", 1 ], "HttpPushUriTargetsBusy": 1, "HttpPushUri": "/x", "Colour": "red",
              "HttpPushUriOptions": { "ForceUpdate": "yes", "HttpPushUriApplyTime": { "ApplyTime": "Soon", "MaintenanceWindowDurationInSeconds": 1 } } }
            """);

        answer.Problems.ShouldBe(
        [
            "PropertyValueFormatError #/HttpPushUriTargets/0", "PropertyValueTypeError #/HttpPushUriTargets/1", "PropertyValueTypeError #/HttpPushUriTargetsBusy",
            "PropertyValueTypeError #/HttpPushUriOptions/ForceUpdate", "PropertyValueNotInList #/HttpPushUriOptions/HttpPushUriApplyTime/ApplyTime",
            "PropertyUnknown #/HttpPushUriOptions/HttpPushUriApplyTime/MaintenanceWindowDurationInSeconds", "PropertyNotWritable #/HttpPushUri",
            "PropertyUnknown #/Colour",
        ], ignoreOrder: true);
    }

    private static MultipartFormDataContent Form(string? parameters, string? file, int size = 3)
    {
        var form = new MultipartFormDataContent();
        if (parameters is not null)
        {
            form.Add(new StringContent(parameters, Encoding.UTF8, "application/json"), "UpdateParameters");
        }

        if (file is not null)
        {
            form.Add(new ByteArrayContent(new byte[size]), "UpdateFile", file);
        }

        return form;
    }

    private async Task<Answer> PushAsync(string? parameters, string? file, int size = 3)
    {
        using var form = Form(parameters, file, size);
        return await Redfish.SendAsync(HttpMethod.Post, _form, form);
    }

    private async Task<Answer> PushBareAsync(string name, int size = 3, params (string, string)[] headers)
    {
        using var content = new ByteArrayContent(new byte[size]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        content.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = name };
        return await Redfish.SendAsync(HttpMethod.Post, _bare, content, headers);
    }

    private async Task<string> VersionAsync(string system) => (await Redfish.GetAsync($"/redfish/v1/Systems/{system}")).Body.GetProperty("BiosVersion").GetString()!;
}
