// Kubernetes' own field management, as an oracle that shares no code with the simulator: the field manager
// of k8s.io/apimachinery, with the schemas of k8s.io/client-go. It reads requests from its input, one JSON
// object a line, and writes what an API server answers to each:
//
//	{"op": "start"}
//	{"op": "create", "manager": "one", "object": {"kind": "Secret", ...}}
//	{"op": "apply", "manager": "two", "force": true, "object": {...}}
//	{"op": "update", "manager": "one", "object": {...}}
//	{"op": "delete"}
//
// There is one object at a time, and none after a start. What an API server does beside field management is
// here as far as it changes the outcome: the defaults of a Secret, its stringData, and its fixed type.
package main

import (
	"bufio"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/managedfields"
	"sigs.k8s.io/structured-merge-diff/v4/typed"
)

// The text of schemaYAML in k8s.io/client-go/applyconfigurations/internal.
//
//go:embed schema.yaml
var schemaYAML string

type request struct {
	Op      string
	Manager string
	Force   bool
	Object  json.RawMessage
}

type answer struct {
	Status  int                  `json:"status"`
	Message string               `json:"message,omitempty"`
	Causes  []metav1.StatusCause `json:"causes,omitempty"`
	Object  runtime.Object       `json:"object,omitempty"`
}

func main() {
	in := json.NewDecoder(bufio.NewReader(os.Stdin))
	out := json.NewEncoder(os.Stdout)
	server := newServer()
	for in.More() {
		var r request
		if err := in.Decode(&r); err != nil {
			panic(err)
		}
		if err := out.Encode(server.answer(r)); err != nil {
			panic(err)
		}
	}
}

type server struct {
	scheme   *runtime.Scheme
	managers map[string]*managedfields.FieldManager
	live     runtime.Object
}

func newServer() *server {
	scheme := runtime.NewScheme()
	if err := corev1.AddToScheme(scheme); err != nil {
		panic(err)
	}
	// SetDefaults_Secret of k8s.io/kubernetes/pkg/apis/core/v1.
	scheme.AddTypeDefaultingFunc(&corev1.Secret{}, func(obj interface{}) {
		if secret := obj.(*corev1.Secret); secret.Type == "" {
			secret.Type = corev1.SecretTypeOpaque
		}
	})
	parser, err := typed.NewParser(typed.YAMLObject(schemaYAML))
	if err != nil {
		panic(err)
	}
	s := &server{scheme: scheme, managers: map[string]*managedfields.FieldManager{}}
	for _, kind := range []string{"Secret", "ServiceAccount"} {
		gvk := corev1.SchemeGroupVersion.WithKind(kind)
		s.managers[kind], err = managedfields.NewDefaultFieldManager(
			converter{parser}, runtime.UnsafeObjectConvertor(scheme), scheme, scheme,
			gvk, gvk.GroupVersion(), "", nil)
		if err != nil {
			panic(err)
		}
	}
	return s
}

// converter reads objects by the schemas of client-go.
type converter struct{ parser *typed.Parser }

func (c converter) ObjectToTyped(obj runtime.Object, opts ...typed.ValidationOptions) (*typed.TypedValue, error) {
	t := c.parser.Type("io.k8s.api.core.v1." + obj.GetObjectKind().GroupVersionKind().Kind)
	if u, ok := obj.(*unstructured.Unstructured); ok {
		return t.FromUnstructured(u.UnstructuredContent(), opts...)
	}
	return t.FromStructured(obj, opts...)
}

func (c converter) TypedToObject(value *typed.TypedValue) (runtime.Object, error) {
	content, ok := value.AsValue().Unstructured().(map[string]interface{})
	if !ok {
		return nil, errors.New("not an object")
	}
	return &unstructured.Unstructured{Object: content}, nil
}

func (s *server) answer(r request) answer {
	switch r.Op {
	case "start":
		s.live = nil
		return answer{Status: 200}
	case "delete":
		if s.live == nil {
			return answer{Status: 404}
		}
		s.live = nil
		return answer{Status: 200}
	}
	var named metav1.PartialObjectMetadata
	if err := json.Unmarshal(r.Object, &named); err != nil {
		panic(err)
	}
	manager := s.managers[named.Kind]
	live, err := s.liveOrNew(named.Kind)
	if err != nil {
		panic(err)
	}
	status := 200
	if s.live == nil {
		status = 201
	}
	var next runtime.Object
	if r.Op == "apply" {
		applied := &unstructured.Unstructured{}
		if err := json.Unmarshal(r.Object, &applied.Object); err != nil {
			panic(err)
		}
		next, err = manager.Apply(live, applied, r.Manager, r.Force)
	} else {
		if r.Op == "create" && s.live != nil {
			return answer{Status: 409}
		}
		if r.Op == "update" && s.live == nil {
			return answer{Status: 404}
		}
		next = s.decode(named.Kind, r.Object)
		keep(live, next)
		next, err = manager.Update(live, next, r.Manager)
	}
	if err != nil {
		var known *apierrors.StatusError
		if errors.As(err, &known) {
			return answer{Status: int(known.ErrStatus.Code), Message: known.ErrStatus.Message, Causes: known.ErrStatus.Details.Causes}
		}
		return answer{Status: 500, Message: err.Error()}
	}
	complete(next)
	if typeOf(next) != typeOf(live) && s.live != nil {
		return answer{Status: 422}
	}
	accessor, _ := meta.Accessor(next)
	accessor.SetUID("known")
	s.live = next
	return answer{Status: status, Object: next}
}

func (s *server) liveOrNew(kind string) (runtime.Object, error) {
	if s.live != nil {
		return s.live.DeepCopyObject(), nil
	}
	gvk := schema.GroupVersionKind{Version: "v1", Kind: kind}
	obj, err := s.scheme.New(gvk)
	if err == nil {
		obj.GetObjectKind().SetGroupVersionKind(gvk)
	}
	return obj, err
}

func (s *server) decode(kind string, text []byte) runtime.Object {
	obj, err := s.scheme.New(schema.GroupVersionKind{Version: "v1", Kind: kind})
	if err != nil {
		panic(err)
	}
	if err := json.Unmarshal(text, obj); err != nil {
		panic(fmt.Sprintf("%s: %v", text, err))
	}
	s.scheme.Default(obj)
	complete(obj)
	return obj
}

// keep gives an object what a client cannot change.
func keep(live, next runtime.Object) {
	from, _ := meta.Accessor(live)
	to, _ := meta.Accessor(next)
	to.SetUID(from.GetUID())
}

// complete is Convert_v1_Secret_To_core_Secret of k8s.io/kubernetes/pkg/apis/core/v1.
func complete(obj runtime.Object) {
	secret, ok := obj.(*corev1.Secret)
	if !ok || len(secret.StringData) == 0 {
		return
	}
	if secret.Data == nil {
		secret.Data = map[string][]byte{}
	}
	for key, value := range secret.StringData {
		secret.Data[key] = []byte(value)
	}
	secret.StringData = nil
}

func typeOf(obj runtime.Object) corev1.SecretType {
	if secret, ok := obj.(*corev1.Secret); ok {
		return secret.Type
	}
	return ""
}
