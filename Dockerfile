# syntax=docker/dockerfile:1
# Targets: api (the default), and for development sandbox and devtools (mail catcher, TaxJar stand-in).

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY Directory.Build.props .editorconfig ./
COPY src/ src/
COPY db/ db/
RUN dotnet publish src/ClientForge.Billing.Api --configuration Release --output /published/api \
 && dotnet publish src/ClientForge.Billing.StripeSandbox --configuration Release --output /published/sandbox \
 && dotnet publish src/ClientForge.Billing.DevHost --configuration Release --output /published/devtools

FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS runtime
RUN apt-get update \
 && apt-get install --yes --no-install-recommends curl fonts-droid-fallback fonts-nanum \
 && rm -rf /var/lib/apt/lists/* \
 && install --directory --owner="$APP_UID" --group="$APP_UID" /data
# By the cache of a large host the youngest generation would be a hundred megabytes and more.
ENV DOTNET_EnableDiagnostics=0 DOTNET_GCgen0size=0x1000000
USER $APP_UID
VOLUME /data

FROM runtime AS sandbox
WORKDIR /app
COPY --from=build /published/sandbox .
ENV LISTEN_ADDRESS=0.0.0.0 STRIPE_SANDBOX_PORT=12111 Sandbox__DataFile=/data/journal
EXPOSE 12111
HEALTHCHECK --interval=5s --timeout=3s --start-period=10s CMD curl --fail --silent --output /dev/null http://127.0.0.1:12111/_sandbox/clock
ENTRYPOINT ["dotnet", "ClientForge.Billing.StripeSandbox.dll"]

FROM runtime AS devtools
WORKDIR /app
COPY --from=build /published/devtools .
ENV LISTEN_ADDRESS=0.0.0.0 MAIL_PORT=8025 MAIL_SMTP_PORT=1025 MAIL_FOLDER=/data
EXPOSE 8025 1025
HEALTHCHECK --interval=5s --timeout=3s --start-period=10s CMD curl --fail --silent --output /dev/null http://127.0.0.1:8025/
ENTRYPOINT ["dotnet", "ClientForge.Billing.DevHost.dll"]
CMD ["mail"]

FROM runtime AS api
WORKDIR /app
COPY --from=build /published/api .
ENV ASPNETCORE_HTTP_PORTS=8080
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=3s --start-period=30s CMD curl --fail --silent --output /dev/null http://127.0.0.1:8080/health/ready
ENTRYPOINT ["dotnet", "ClientForge.Billing.Api.dll"]
