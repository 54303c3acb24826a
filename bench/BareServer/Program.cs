using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using BareServer;

// The reference of the benchmarks: the least that a web server of this framework can be, and, given a System's body, one that
// serialises that System for every request from objects that are ready.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
builder.WebHost.UseKestrelHttpsConfiguration();
using var certificate = SelfSigned();
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate);
});
var app = builder.Build();
if (builder.Configuration["body"] is { } file)
{
    var system = JsonSerializer.Deserialize(File.ReadAllText(file), BodyJson.Default.SystemBody)!;
    var links = new CollectionOfLinks("/redfish/v1/Systems", [.. Enumerable.Range(0, 1000).Select(i => new Link($"/redfish/v1/Systems/r{i / 40}-d{i % 40 / 4}-s{i % 4}"))]);
    var expanded = new CollectionOfSystems("/redfish/v1/Systems", [.. Enumerable.Repeat(system, 1000)]);
    app.Run(context => context.Request.Path.Value switch
    {
        "/1000-links" => WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(links, BodyJson.Default.CollectionOfLinks)),
        "/1000-systems" => WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(expanded, BodyJson.Default.CollectionOfSystems)),
        _ => WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(system, BodyJson.Default.SystemBody)),
    });
}
else
{
    app.MapGet("/", () => "ok");
}

app.Run();

static Task WriteAsync(HttpContext context, byte[] body)
{
    context.Response.ContentType = "application/json; charset=utf-8";
    context.Response.ContentLength = body.Length;
    return context.Response.Body.WriteAsync(body, 0, body.Length);
}

static X509Certificate2 SelfSigned()
{
    using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    var now = TimeProvider.System.GetUtcNow();
    using var made = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), password: null);
}
