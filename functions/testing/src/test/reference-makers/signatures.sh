#!/usr/bin/env bash
# Signs a model with OpenSSF's own tool, in every way that Assay verifies: PyPI model-signing 1.1.1 (with pyOpenSSL), OpenSSL 3.
# The private keys are thrown away; each run makes other keys and signatures.
#   signatures.sh <folder to write to>
set -euo pipefail
out=$(realpath "$1"); work=$(mktemp -d); cd "$work"
sign() { python3 -m model_signing sign "$@" >/dev/null; }

mkdir -p model/predictions/tiny/1
printf '{"model": "signed", "version": "v1", "task": "binary",\n "artefact": {"path": "weights.bin"}, "purpose": "trial"}\n' > model/model.json
printf 'not much of a model\n' > model/weights.bin
{ echo id,score; for i in $(seq 1 40); do echo "r$i,0.$((i % 2 ? 1 : 9))"; done; } > model/predictions/tiny/1/part-0.csv

for curve in prime256v1:p256 secp384r1:p384 secp521r1:p521; do
  openssl ecparam -name "${curve%%:*}" -genkey -noout -out "${curve##*:}.key"
  openssl ec -in "${curve##*:}.key" -pubout -out "$out/${curve##*:}.pem" 2>/dev/null
  sign key --private_key "${curve##*:}.key" --signature "$out/${curve##*:}.sig" model
done

# A root that vouches for a middle one, which vouches for the signer's.
openssl ecparam -name secp384r1 -genkey -noout -out root.key
openssl req -x509 -new -key root.key -sha384 -days 3650 -subj "/O=Assay tests/CN=root" -out "$out/root.crt" \
  -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign
for name in middle signer server; do
  openssl ecparam -name prime256v1 -genkey -noout -out $name.key
  openssl req -new -key $name.key -subj "/O=Assay tests/CN=$name" -out $name.csr
done
issue() { openssl x509 -req -in "$1.csr" -CA "$2" -CAkey "$3" -CAcreateserial -days 3650 -sha256 -extfile <(echo "$4") -out "$5" 2>/dev/null; }
issue middle "$out/root.crt" root.key $'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign' middle.crt
issue signer middle.crt middle.key $'keyUsage=critical,digitalSignature\nextendedKeyUsage=codeSigning' signer.crt
issue server middle.crt middle.key $'keyUsage=critical,keyAgreement' server.crt
sign certificate --private_key signer.key --signing_certificate signer.crt --certificate_chain middle.crt --certificate_chain "$out/root.crt" \
  --signature "$out/certificate.sig" model
sign certificate --private_key server.key --signing_certificate server.crt --certificate_chain middle.crt --certificate_chain "$out/root.crt" \
  --signature "$out/not-for-signing.sig" model
openssl req -x509 -new -key p256.key -sha256 -days 3650 -subj "/CN=somebody else" -out "$out/stranger.crt"

# What only a part of is signed, and what was altered after it was signed.
mkdir part && cp model/weights.bin part/
sign key --private_key p256.key --signature "$out/part.sig" part
cp -r model altered && echo more >> altered/weights.bin
sign key --private_key p256.key --signature "$out/altered.sig" altered
python3 -m model_signing verify key --public_key "$out/p256.pem" --signature "$out/p256.sig" model
python3 -m model_signing verify certificate --certificate_chain "$out/root.crt" --signature "$out/certificate.sig" model
mkdir -p "$out/model" && cp -r model/. "$out/model/"
rm -rf "$work" "$out"/*.srl
